package org.cloudmesh.ssh;

import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/** The one sshj configuration of the process: making it tries every cipher there is, which takes a while. */
final class SshjConfig {

    private static final Logger LOG = LoggerFactory.getLogger(SshjConfig.class);
    private static final Config SHARED = create();

    private SshjConfig() {}

    static Config shared() {
        return SHARED;
    }

    private static Config create() {
        var config = new DefaultConfig();
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        // A host's certificate would hide the key that is remembered.
        config.setKeyAlgorithms(config.getKeyAlgorithms().stream()
                .filter(each -> !each.getName().contains("-cert-"))
                .toList());
        if (!LOG.isDebugEnabled()) {
            // It writes an error with a stack trace for every node that goes away. Ours say the same, once, to whoever
            // asked.
            config.setLoggerFactory(new Quiet());
        }
        return config;
    }

    private static final class Quiet implements net.schmizz.sshj.common.LoggerFactory {

        @Override
        public Logger getLogger(String name) {
            return NOPLogger.NOP_LOGGER;
        }

        @Override
        public Logger getLogger(Class<?> type) {
            return NOPLogger.NOP_LOGGER;
        }
    }
}
