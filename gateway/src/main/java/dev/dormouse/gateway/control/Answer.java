package dev.dormouse.gateway.control;

/**
 * What the gateway says to a command.
 *
 * @param done whether it has been done
 * @param text a sentence for people, without line breaks
 */
public record Answer(boolean done, String text) {
    private static final String OK = "ok ";
    private static final String ERROR = "error ";

    static Answer ok(String text) {
        return new Answer(true, text);
    }

    static Answer error(String text) {
        return new Answer(false, text);
    }

    /** The answer as it goes over the socket. */
    String line() {
        return (done ? OK : ERROR) + text;
    }

    static Answer parse(String line) {
        return line.startsWith(OK)
                ? ok(line.substring(OK.length()))
                : error(line.startsWith(ERROR) ? line.substring(ERROR.length()) : line);
    }
}
