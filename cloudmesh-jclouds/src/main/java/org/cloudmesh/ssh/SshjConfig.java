package org.cloudmesh.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import java.util.List;
import java.util.stream.Stream;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.signature.SignatureRSA;
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
        config.setKeyAlgorithms(keyAlgorithms(config.getKeyAlgorithms()));
        if (!LOG.isDebugEnabled()) {
            // It writes an error with a stack trace for every node that goes away. Ours say the same, once, to whoever
            // asked.
            config.setLoggerFactory(new Quiet());
        }
        return config;
    }

    // The certificates last, since a host's would hide the key that is remembered, and every host has one of the
    // others.
    // They are for users, and sshj has RSA's with SHA-1 alone, which OpenSSH takes no more.
    private static List<Factory.Named<KeyAlgorithm>> keyAlgorithms(List<Factory.Named<KeyAlgorithm>> all) {
        var keys = all.stream().filter(each -> !each.getName().contains("-cert-"));
        var certificates = Stream.<Factory.Named<KeyAlgorithm>>of(
                KeyAlgorithms.EdDSA25519CertV01(),
                KeyAlgorithms.ECDSASHANistp256CertV01(),
                KeyAlgorithms.ECDSASHANistp384CertV01(),
                KeyAlgorithms.ECDSASHANistp521CertV01(),
                rsaCertificate("rsa-sha2-512", new SignatureRSA.FactoryRSASHA512()),
                rsaCertificate("rsa-sha2-256", new SignatureRSA.FactoryRSASHA256()));
        return Stream.concat(keys, certificates).toList();
    }

    private static KeyAlgorithms.Factory rsaCertificate(String name, Factory.Named<Signature> signature) {
        return new KeyAlgorithms.Factory(name + "-cert-v01@openssh.com", signature, KeyType.RSA_CERT);
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
