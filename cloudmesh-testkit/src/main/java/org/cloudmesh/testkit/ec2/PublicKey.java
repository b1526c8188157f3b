package org.cloudmesh.testkit.ec2;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A public key as EC2 sees it. Documented: "Determine key pair fingerprints": of an imported RSA key the MD5 of its DER, of an
 * Ed25519 key the SHA-256 as OpenSSH has it, of an RSA key made by EC2 the SHA-1 of the private half's DER.
 */
record PublicKey(String type, String fingerprint, String text) {

    /** A pair, and its private half as EC2 gives it away. */
    record Made(PublicKey key, String privatePem) {}

    private static final String PEM_TYPE = "RSA PRIVATE" + " KEY";
    // What comes before the PKCS #1 key in the PKCS #8 one, of 2048 bits.
    private static final int PKCS8_HEADER = 26;

    static PublicKey imported(String material) {
        try {
            var text = new String(Base64.getMimeDecoder().decode(material), StandardCharsets.UTF_8).strip();
            var parts = Arrays.asList(text.split("\\s+", -1));
            var blob = Base64.getDecoder().decode(parts.size() > 1 ? parts.get(1) : "");
            return of(parts.get(0), blob, text);
        } catch (IllegalArgumentException | BufferUnderflowException | GeneralSecurityException e) {
            throw new Ec2Error("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
        }
    }

    private static PublicKey of(String type, byte[] blob, String text) throws GeneralSecurityException {
        var fields = ByteBuffer.wrap(blob);
        if (!type.equals(new String(field(fields), StandardCharsets.US_ASCII))) {
            throw new IllegalArgumentException(type);
        }
        if (type.equals("ssh-ed25519")) {
            var hash = MessageDigest.getInstance("SHA-256").digest(blob);
            return new PublicKey("ed25519", Base64.getEncoder().encodeToString(hash), text);
        }
        if (!type.equals("ssh-rsa")) {
            throw new IllegalArgumentException(type);
        }
        var exponent = new BigInteger(field(fields));
        var spec = new RSAPublicKeySpec(new BigInteger(field(fields)), exponent);
        var der = KeyFactory.getInstance("RSA").generatePublic(spec).getEncoded();
        return new PublicKey("rsa", colons("MD5", der), text);
    }

    private static byte[] field(ByteBuffer fields) {
        var field = new byte[Math.min(Math.max(fields.getInt(), 0), fields.remaining())];
        fields.get(field);
        return field;
    }

    static Made made() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            var der = pair.getPrivate().getEncoded();
            var pkcs1 = Arrays.copyOfRange(der, PKCS8_HEADER, der.length);
            var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(pkcs1);
            var pem = "-----BEGIN " + PEM_TYPE + "-----\n" + base64 + "\n-----END " + PEM_TYPE + "-----";
            var text = openSsh((RSAPublicKey) pair.getPublic());
            return new Made(new PublicKey("rsa", colons("SHA-1", der), text), pem);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        }
    }

    private static String openSsh(RSAPublicKey key) {
        var fields = List.of(
                "ssh-rsa".getBytes(StandardCharsets.US_ASCII),
                key.getPublicExponent().toByteArray(),
                key.getModulus().toByteArray());
        var blob = ByteBuffer.allocate(
                fields.stream().mapToInt(field -> Integer.BYTES + field.length).sum());
        fields.forEach(field -> blob.putInt(field.length).put(field));
        return "ssh-rsa " + Base64.getEncoder().encodeToString(blob.array());
    }

    private static String colons(String hash, byte[] der) throws GeneralSecurityException {
        return HexFormat.ofDelimiter(":")
                .formatHex(MessageDigest.getInstance(hash).digest(der));
    }
}
