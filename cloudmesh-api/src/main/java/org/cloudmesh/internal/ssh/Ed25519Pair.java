package org.cloudmesh.internal.ssh;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Base64;

/**
 * A key pair in OpenSSH's formats (openssh/PROTOCOL.key). The JDK makes Ed25519 keys and cannot write them so.
 *
 * @param privateKey the content of {@code id_ed25519}; a secret
 * @param publicKey one line, as in authorized_keys
 */
record Ed25519Pair(String privateKey, String publicKey) {

    private static final String TYPE = "ssh-ed25519";
    private static final int KEY_BYTES = 32;

    static Ed25519Pair generate(String comment) {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            var point = point((EdECPublicKey) pair.getPublic());
            var blob = new Writer().text(TYPE).bytes(point).toBytes();
            return new Ed25519Pair(
                    armored(file(blob, seed, point, comment)),
                    TYPE + " " + Base64.getEncoder().encodeToString(blob) + " " + comment);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    /** RFC 8032: y, the lowest byte first, and the parity of x in the highest bit. */
    private static byte[] point(EdECPublicKey key) {
        var y = key.getPoint().getY().toByteArray();
        var point = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES && i < y.length; i++) {
            point[i] = y[y.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            point[KEY_BYTES - 1] |= (byte) 0x80;
        }
        return point;
    }

    private static byte[] file(byte[] blob, byte[] seed, byte[] point, String comment) {
        int check = new SecureRandom().nextInt();
        var both = new byte[2 * KEY_BYTES];
        System.arraycopy(seed, 0, both, 0, KEY_BYTES);
        System.arraycopy(point, 0, both, KEY_BYTES, KEY_BYTES);
        var secret = new Writer()
                .number(check)
                .number(check)
                .text(TYPE)
                .bytes(point)
                .bytes(both)
                .text(comment);
        secret.pad();
        return new Writer()
                .raw("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII))
                .text("none")
                .text("none")
                .text("")
                .number(1)
                .bytes(blob)
                .bytes(secret.toBytes())
                .toBytes();
    }

    private static String armored(byte[] file) {
        var lines = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(file);
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + lines + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    /** Never the key. */
    @Override
    public String toString() {
        return publicKey;
    }

    /** Writes ssh's strings: four bytes of length, then the bytes. */
    private static final class Writer {

        private static final int BLOCK = 8;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        Writer number(int value) {
            return write(() -> out.writeInt(value));
        }

        Writer raw(byte[] value) {
            return write(() -> out.write(value));
        }

        Writer bytes(byte[] value) {
            return number(value.length).raw(value);
        }

        Writer text(String value) {
            return bytes(value.getBytes(StandardCharsets.UTF_8));
        }

        void pad() {
            for (int i = 1; bytes.size() % BLOCK != 0; i++) {
                bytes.write(i);
            }
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }

        private Writer write(Writing writing) {
            try {
                writing.run();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private interface Writing {
            void run() throws IOException;
        }
    }
}
