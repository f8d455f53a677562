package dev.dormouse.uplink.embedded;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The users' passwords. The broker asks for each message, so what has passed is known again by a keyed digest within microseconds, and
 * only what is new costs a slow hash, of which few are computed at a time. Thread-safe.
 */
final class Passwords {
    private static final String DIGEST = "HmacSHA256";
    private static final int DIGEST_OCTETS = 32;

    /** Slow hashes at a time: whoever guesses passwords must leave threads of the broker to the others. */
    private static final int HASHES_AT_A_TIME = 2;

    private static final int PATIENCE_MILLIS = 250;

    private final Map<String, PasswordHash> users;
    private final PasswordHash nobody;
    private final Map<String, byte[]> passed = new ConcurrentHashMap<>();
    private final Semaphore hashing = new Semaphore(HASHES_AT_A_TIME, true);
    private final SecretKeySpec key;

    /**
     * The passwords of these users.
     *
     * @param nobody stands in for unknown users, so that the time an answer takes does not tell who exists
     */
    Passwords(Map<String, PasswordHash> users, PasswordHash nobody) {
        this.users = Map.copyOf(users);
        this.nobody = nobody;
        byte[] random = new byte[DIGEST_OCTETS];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, DIGEST);
    }

    /** Whether this is the user's password; false also when too many others are being checked. */
    boolean areRight(String user, String password) {
        byte[] digest = digest(password);
        return isKnown(user, digest) || (takePlace() && hashed(user, password, digest));
    }

    private boolean isKnown(String user, byte[] digest) {
        byte[] last = passed.get(user);
        return last != null && MessageDigest.isEqual(last, digest);
    }

    private boolean takePlace() {
        try {
            return hashing.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean hashed(String user, String password, byte[] digest) {
        try {
            // many connections of one user may have waited for the first of them
            if (isKnown(user, digest)) {
                return true;
            }
            PasswordHash known = users.get(user);
            boolean right = (known == null ? nobody : known).matches(password.toCharArray());
            if (known == null || !right) {
                return false;
            }
            passed.put(user, digest);
            return true;
        } finally {
            hashing.release();
        }
    }

    private byte[] digest(String password) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(key);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + DIGEST, e);
        }
    }
}
