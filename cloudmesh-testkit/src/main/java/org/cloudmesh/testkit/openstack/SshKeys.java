package org.cloudmesh.testkit.openstack;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/** Keys as Nova makes and reads them. */
final class SshKeys {

    private static final int BITS = 2048;
    private static final int LINE = 64;

    private SshKeys() {}

    /** A pair that Nova made; it forgets the private half at once. */
    record Pair(String publicKey, String privateKey) {
        @Override
        public String toString() {
            return "a key pair";
        }
    }

    /** captured: from Nova Zed (fixture nova-keypair-made): RSA of 2048 bits, PKCS#1 in PEM. */
    static Pair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            var inner = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())
                    .parsePrivateKey()
                    .toASN1Primitive()
                    .getEncoded();
            var pem = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(inner);
            return new Pair(
                    "ssh-rsa " + Base64.getEncoder().encodeToString(blob((RSAPublicKey) pair.getPublic()))
                            + " Generated-by-Nova",
                    "-----BEGIN RSA PRIVATE KEY-----\n" + pem + "\n-----END RSA PRIVATE KEY-----\n");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the fake cannot make an RSA key here", e);
        }
    }

    // RFC 4253, 6.6: the name, e and n, each after its length.
    private static byte[] blob(RSAPublicKey key) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        var name = new byte[] {'s', 's', 'h', '-', 'r', 's', 'a'};
        for (var part : new byte[][] {name, bytes(key.getPublicExponent()), bytes(key.getModulus())}) {
            out.writeInt(part.length);
            out.write(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(BigInteger number) {
        return number.toByteArray();
    }

    /** captured: from Nova Zed: MD5 of the blob, in pairs of digits; null if this is no key of OpenSSH's. */
    static @Nullable String fingerprint(String publicKey) {
        var parts = publicKey.trim().split("\\s+", -1);
        if (parts.length < 2 || !parts[0].matches("(ssh|ecdsa|sk-).*")) {
            return null;
        }
        try {
            var digest =
                    MessageDigest.getInstance("MD5").digest(Base64.getDecoder().decode(parts[1]));
            return HexFormat.ofDelimiter(":").formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("MD5 is not to be had here, and Nova's fingerprints are MD5", e);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
