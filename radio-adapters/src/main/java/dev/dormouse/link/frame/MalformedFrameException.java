package dev.dormouse.link.frame;

/** A frame that is not what its type demands. Says which part and why; has no stack trace, for it comes from outside. */
public final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedFrameException(String message) {
        super(message, null, false, false);
    }
}
