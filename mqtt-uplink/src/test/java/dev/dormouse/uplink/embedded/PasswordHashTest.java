package dev.dormouse.uplink.embedded;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PBKDF2 hashes: our own, one made elsewhere, and texts that are none. */
class PasswordHashTest {
    /** Made with Python's hashlib.pbkdf2_hmac("sha256", "geheim µ".encode(), b"0123456789abcdef", 1000). */
    private static final String FOREIGN =
            "pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg==$9Teo/sblldkJqCbCfeJWyFdU83jlBxSe0CKEmho2mpY=";

    @Test
    void knowsThePasswordAgainAndNoOther() {
        String hash = PasswordHash.hash("correct horse".toCharArray());
        assertTrue(PasswordHash.matches("correct horse".toCharArray(), hash), hash);
        assertFalse(PasswordHash.matches("correct horse ".toCharArray(), hash));
        assertFalse(PasswordHash.matches(new char[0], hash));
    }

    @Test
    void saltsEachHash() {
        assertNotEquals(PasswordHash.hash("x".toCharArray()), PasswordHash.hash("x".toCharArray()));
    }

    @Test
    void agreesWithAnotherImplementation() {
        assertTrue(PasswordHash.matches("geheim µ".toCharArray(), FOREIGN));
        assertFalse(PasswordHash.matches("geheim".toCharArray(), FOREIGN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "geheim",
                "pbkdf2-sha256$0$MDEyMzQ1Njc=$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2-sha256$99999999$MDEyMzQ1Njc=$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2-sha256$1000$$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2-sha256$1000$MDEyMzQ1Njc=$AAAA",
                "pbkdf2-sha512$1000$MDEyMzQ1Njc=$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void takesNoOtherFormForAHash(String text) {
        assertTrue(PasswordHash.parse(text).isEmpty());
        assertFalse(PasswordHash.matches("geheim".toCharArray(), text));
    }
}
