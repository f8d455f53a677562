package dev.dormouse.link.ble;

import java.util.function.Consumer;

/** What the parts of the host may do with the controller. On the loop. */
interface Host {
    /** Sends a command; a controller that does not answer is restarted, and nobody hears of the command then. */
    void ask(HciCommand command, Consumer<CommandQueue.Answer> answered);

    /** Begins again with a reset: all connections are lost. */
    void restart(String reason);
}
