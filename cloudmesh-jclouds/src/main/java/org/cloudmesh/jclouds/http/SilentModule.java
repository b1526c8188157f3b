package org.cloudmesh.jclouds.http;

import org.jclouds.logging.BaseLogger;
import org.jclouds.logging.Logger;
import org.jclouds.logging.config.LoggingModule;

/** Logs nothing of jclouds: its wire and header logs print secrets, and its own "null" logger prints errors on the console. */
final class SilentModule extends LoggingModule {

    @Override
    public Logger.LoggerFactory createLoggerFactory() {
        return Silent::new;
    }

    private static final class Silent extends BaseLogger {

        private final String category;

        Silent(String category) {
            this.category = category;
        }

        @Override
        public String getCategory() {
            return category;
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        protected void logTrace(String message) {}

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        protected void logDebug(String message) {}

        @Override
        public boolean isInfoEnabled() {
            return false;
        }

        @Override
        protected void logInfo(String message) {}

        @Override
        public boolean isWarnEnabled() {
            return false;
        }

        @Override
        protected void logWarn(String message) {}

        @Override
        public boolean isErrorEnabled() {
            return false;
        }

        @Override
        protected void logError(String message) {}

        @Override
        protected void logWarn(String message, Throwable e) {}

        @Override
        protected void logError(String message, Throwable e) {}
    }
}
