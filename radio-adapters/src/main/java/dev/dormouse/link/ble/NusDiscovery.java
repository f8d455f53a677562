package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The dialogue from a new connection to a node that can be sent to and tells what it has to say: how long messages may be, where its
 * Nordic UART Service is, and that it shall notify. Confined to the loop.
 */
final class NusDiscovery {
    /** What this side takes, and asks for. */
    static final int LARGEST_MTU = 247;

    static final int SMALLEST_MTU = 23;

    private static final int NOT_FOUND = 0x0A;

    /** Insufficient authentication, authorisation, key size, encryption. */
    private static final Set<Integer> WANTS_PAIRING = Set.of(0x05, 0x08, 0x0C, 0x0F);

    private static final int WRITE_WITHOUT_RESPONSE = 0x04;
    private static final int NOTIFY = 0x10;
    private static final int INDICATE = 0x20;
    private static final Bytes NOTIFICATIONS = Bytes.ofHex("0100");
    private static final Bytes INDICATIONS = Bytes.ofHex("0200");

    private final AttClient client;
    private final Outcome outcome;
    private int mtu = SMALLEST_MTU;
    private int lastHandle;

    /** Value handles; 0 while not found. */
    private int toNode;

    private int fromNode;
    private boolean notifies;

    NusDiscovery(AttClient client, Outcome outcome) {
        this.client = client;
        this.outcome = outcome;
    }

    /** How it ends. */
    interface Outcome {
        void onReady(Nus service);

        /**
         * A sentence for people.
         *
         * @param forGood whether trying again soon would be in vain
         */
        void onFailed(String reason, boolean forGood);
    }

    /**
     * The service of a node, ready for use.
     *
     * @param toNode handle of the value that is written
     * @param fromNode handle of the value that it tells
     * @param mtu the longest message of the attribute protocol, 23 to 247
     */
    record Nus(int toNode, int fromNode, int mtu) {
        private static final int HEADER = 3;

        /** Octets of one value. */
        int room() {
            return mtu - HEADER;
        }
    }

    void begin() {
        client.ask(new AttPdu.MtuRequest(LARGEST_MTU), answer -> {
            if (answer instanceof AttPdu.MtuResponse response) {
                exchanged(response.mtu());
            }
            if (answer == null) {
                outcome.onFailed("does not answer", false);
            } else {
                findService(); // some refuse the request, and keep to the least
            }
        });
    }

    /** The node has told what it takes. */
    void exchanged(int itsMtu) {
        mtu = Math.max(SMALLEST_MTU, Math.min(LARGEST_MTU, itsMtu));
    }

    /** Whether a value with this handle is what the node says; known before the node is ready. */
    boolean isFromNode(int handle) {
        return fromNode != 0 && handle == fromNode;
    }

    private void findService() {
        Bytes wanted = Uuid.NORDIC_UART.octets();
        ask(
                new AttPdu.FindByTypeValue(AttPdu.FIRST_HANDLE, AttPdu.LAST_HANDLE, Uuid.PRIMARY_SERVICE, wanted),
                AttPdu.Found.class,
                found -> {
                    if (found == null || found.ranges().isEmpty()) {
                        outcome.onFailed("has no Nordic UART Service", true);
                    } else {
                        lastHandle = found.ranges().get(0).last();
                        findCharacteristics(found.ranges().get(0).first());
                    }
                });
    }

    private void findCharacteristics(int from) {
        if (from > lastHandle || (toNode != 0 && fromNode != 0)) {
            characteristicsFound();
            return;
        }
        ask(new AttPdu.ReadByType(from, lastHandle, Uuid.CHARACTERISTIC), AttPdu.Attributes.class, found -> {
            if (found == null || found.attributes().isEmpty()) {
                characteristicsFound();
                return;
            }
            found.attributes().forEach(each -> characteristic(each.value()));
            goOn(from, found.attributes().get(found.attributes().size() - 1).handle(), this::findCharacteristics);
        });
    }

    /** Which of the two is which is told by what can be done with them: some makers have exchanged the names. */
    private void characteristic(Bytes declaration) {
        OctetReader in = new OctetReader(declaration.toArray());
        try {
            int properties = in.u8();
            int value = in.u16le();
            Uuid uuid = new Uuid(in.rest());
            if (!uuid.equals(Uuid.NORDIC_UART_RX) && !uuid.equals(Uuid.NORDIC_UART_TX)) {
                return;
            }
            if ((properties & WRITE_WITHOUT_RESPONSE) != 0) {
                toNode = value;
            }
            if ((properties & (NOTIFY | INDICATE)) != 0) {
                fromNode = value;
                notifies = (properties & NOTIFY) != 0;
            }
        } catch (MalformedFrameException e) {
            // a declaration without its parts declares nothing
        }
    }

    private void characteristicsFound() {
        if (toNode == 0) {
            outcome.onFailed("has a Nordic UART Service that cannot be written without response", true);
        } else if (fromNode == 0) {
            outcome.onFailed("has a Nordic UART Service that does not notify", true);
        } else {
            findSwitch(fromNode + 1);
        }
    }

    private void findSwitch(int from) {
        if (from > lastHandle) {
            noSwitch();
            return;
        }
        ask(new AttPdu.FindInformation(from, lastHandle), AttPdu.Information.class, found -> {
            if (found == null || found.entries().isEmpty()) {
                noSwitch();
                return;
            }
            List<AttPdu.Information.Entry> entries = found.entries();
            for (AttPdu.Information.Entry entry : entries) {
                if (entry.uuid().equals(Uuid.CLIENT_CONFIGURATION)) {
                    switchOn(entry.handle());
                    return;
                }
            }
            goOn(from, entries.get(entries.size() - 1).handle(), this::findSwitch);
        });
    }

    private void noSwitch() {
        outcome.onFailed("has a Nordic UART Service whose notifications cannot be switched on", true);
    }

    private void switchOn(int handle) {
        ask(
                new AttPdu.WriteRequest(handle, notifies ? NOTIFICATIONS : INDICATIONS),
                AttPdu.WriteResponse.class,
                done -> {
                    if (done == null) {
                        noSwitch();
                    } else {
                        outcome.onReady(new Nus(toNode, fromNode, mtu));
                    }
                });
    }

    /** Goes on behind the last handle told; a node that tells the same again and again would be asked for ever. */
    private void goOn(int from, int lastTold, IntConsumer next) {
        if (lastTold < from) {
            outcome.onFailed("answers what was not asked", false);
        } else {
            next.accept(lastTold + 1);
        }
    }

    /** Asks; the next step hears null when there is nothing of the kind. */
    private <A extends AttPdu> void ask(AttPdu request, Class<A> expected, Consumer<@Nullable A> next) {
        client.ask(request, answer -> {
            if (expected.isInstance(answer)) {
                next.accept(expected.cast(answer));
            } else if (answer instanceof AttPdu.ErrorResponse error && error.error() == NOT_FOUND) {
                next.accept(null);
            } else if (answer instanceof AttPdu.ErrorResponse error && WANTS_PAIRING.contains(error.error())) {
                outcome.onFailed("wants pairing, which this gateway does not do", true);
            } else {
                outcome.onFailed(answer == null ? "does not answer" : "refuses: " + answer, false);
            }
        });
    }
}
