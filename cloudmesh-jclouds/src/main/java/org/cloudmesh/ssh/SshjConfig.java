package org.cloudmesh.ssh;

import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;

/** The one sshj configuration of the process: making it tries every cipher there is, which takes a while. */
final class SshjConfig {

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
        return config;
    }
}
