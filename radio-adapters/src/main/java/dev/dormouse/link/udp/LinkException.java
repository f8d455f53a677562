package dev.dormouse.link.udp;

/** A link that cannot be had as configured; the message names the address, the reason and a remedy. */
public final class LinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
