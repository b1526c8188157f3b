package org.cloudmesh.ssh;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.function.Supplier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys in PEM: PKCS#1, SEC 1 and PKCS#8, encrypted or not. Not by sshj, which takes no key of PKCS#8 without its public
 * half, as the JDK writes those of elliptic curves.
 */
final class PemKeys {

    private PemKeys() {}

    static boolean isOne(String text) {
        return text.contains("-----BEGIN ") && !text.contains("-----BEGIN OPENSSH ");
    }

    /** The pair; the public half is computed from the private one. */
    static KeyPair read(String text, Supplier<char[]> passphrase) throws IOException, GeneralSecurityException {
        try (var parser = new PEMParser(new StringReader(text))) {
            for (var each = parser.readObject(); each != null; each = parser.readObject()) {
                var key = privateKey(each, passphrase);
                if (key != null) {
                    return pair(key);
                }
            }
        } catch (OperatorCreationException | PKCSException e) {
            throw new GeneralSecurityException("it cannot be decrypted", e);
        }
        throw new IOException("no private key is in it");
    }

    // Not all that is in such a file is a key: OpenSSL writes the name of the curve before it.
    private static @Nullable PrivateKeyInfo privateKey(Object object, Supplier<char[]> passphrase)
            throws IOException, OperatorCreationException, PKCSException {
        if (object instanceof PEMEncryptedKeyPair encrypted) {
            var secret = passphrase.get();
            try {
                return encrypted
                        .decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                .setProvider(new BouncyCastleProvider())
                                .build(secret))
                        .getPrivateKeyInfo();
            } finally {
                Arrays.fill(secret, '\0');
            }
        }
        if (object instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            var secret = passphrase.get();
            try {
                return encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                        .setProvider(new BouncyCastleProvider())
                        .build(secret));
            } finally {
                Arrays.fill(secret, '\0');
            }
        }
        if (object instanceof PEMKeyPair pair) {
            return pair.getPrivateKeyInfo();
        }
        return object instanceof PrivateKeyInfo info ? info : null;
    }

    private static KeyPair pair(PrivateKeyInfo key) throws IOException, GeneralSecurityException {
        var factory = KeyFactory.getInstance(algorithm(key));
        var publicKey =
                SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicHalf(PrivateKeyFactory.createKey(key)));
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(publicKey.getEncoded())),
                factory.generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded())));
    }

    private static String algorithm(PrivateKeyInfo key) throws GeneralSecurityException {
        var algorithm = key.getPrivateKeyAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return "RSA";
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return "EC";
        }
        if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
            return "Ed25519";
        }
        throw new GeneralSecurityException("keys of the kind " + algorithm + " are of no use to ssh");
    }

    private static AsymmetricKeyParameter publicHalf(AsymmetricKeyParameter key) throws GeneralSecurityException {
        if (key instanceof RSAPrivateCrtKeyParameters rsa) {
            return new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
        }
        if (key instanceof ECPrivateKeyParameters ec) {
            var parameters = ec.getParameters();
            return new ECPublicKeyParameters(parameters.getG().multiply(ec.getD()), parameters);
        }
        if (key instanceof Ed25519PrivateKeyParameters ed25519) {
            return ed25519.generatePublicKey();
        }
        throw new GeneralSecurityException("the public half of the key cannot be computed");
    }
}
