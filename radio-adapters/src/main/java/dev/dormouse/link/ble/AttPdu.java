package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import java.util.ArrayList;
import java.util.List;

/** A message of the attribute protocol (Bluetooth Core Vol 3 Part F §3.4). */
public sealed interface AttPdu {
    int FIRST_HANDLE = 0x0001;
    int LAST_HANDLE = 0xFFFF;
    int NOTIFICATION = 0x1B;
    int INDICATION = 0x1D;

    /** The Attribute Opcode. */
    int opcode();

    /** Writes what follows the opcode. */
    void write(OctetWriter out);

    /** The octets from the opcode on. */
    default Bytes octets() {
        OctetWriter out = new OctetWriter().u8(opcode());
        write(out);
        return Bytes.of(out.toArray());
    }

    /** The packet that carries it. */
    default L2cap packet() {
        return new L2cap(L2cap.ATT, octets());
    }

    /** Reads a message; one that is none of these records is an {@link Other}. */
    static AttPdu decode(Bytes octets) throws MalformedFrameException {
        OctetReader in = new OctetReader(octets.toArray());
        int opcode = in.u8();
        AttPdu pdu =
                switch (opcode) {
                    case ErrorResponse.OPCODE -> new ErrorResponse(in.u8(), in.u16le(), in.u8());
                    case MtuRequest.OPCODE -> new MtuRequest(in.u16le());
                    case MtuResponse.OPCODE -> new MtuResponse(in.u16le());
                    case FindInformation.OPCODE -> new FindInformation(in.u16le(), in.u16le());
                    case Information.OPCODE -> Information.read(in);
                    case FindByTypeValue.OPCODE ->
                        new FindByTypeValue(in.u16le(), in.u16le(), new Uuid(in.bytes(2)), in.rest());
                    case Found.OPCODE -> Found.read(in);
                    case ReadByType.OPCODE -> ReadByType.read(in);
                    case Attributes.OPCODE -> Attributes.read(in);
                    case WriteRequest.OPCODE -> new WriteRequest(in.u16le(), in.rest());
                    case WriteResponse.OPCODE -> new WriteResponse();
                    case WriteCommand.OPCODE -> new WriteCommand(in.u16le(), in.rest());
                    case NOTIFICATION, INDICATION -> new ValueFromNode(opcode, in.u16le(), in.rest());
                    case Confirmation.OPCODE -> new Confirmation();
                    default -> new Other(opcode, in.rest());
                };
        in.end();
        return pdu;
    }

    /** A request was refused. */
    record ErrorResponse(int request, int handle, int error) implements AttPdu {
        static final int OPCODE = 0x01;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {
            out.u8(request).u16le(handle).u8(error);
        }
    }

    /** The longest message that the client takes. */
    record MtuRequest(int mtu) implements AttPdu {
        static final int OPCODE = 0x02;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {
            out.u16le(mtu);
        }
    }

    /** The longest message that the server takes. */
    record MtuResponse(int mtu) implements AttPdu {
        static final int OPCODE = 0x03;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {
            out.u16le(mtu);
        }
    }

    /** Asks which attributes there are from one handle to another. */
    record FindInformation(int from, int to) implements AttPdu {
        static final int OPCODE = 0x04;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {
            out.u16le(from).u16le(to);
        }
    }

    /** What they are; all UUIDs of one length. */
    record Information(List<Entry> entries) implements AttPdu {
        static final int OPCODE = 0x05;

        private static final int SHORT_FORM = 1;
        private static final int LONG_FORM = 2;
        private static final int SHORT = 2;
        private static final int LONG = 16;

        public Information {
            entries = List.copyOf(entries);
        }

        /** One attribute. */
        record Entry(int handle, Uuid uuid) {}

        static Information read(OctetReader in) throws MalformedFrameException {
            int length = in.u8() == SHORT_FORM ? SHORT : LONG;
            List<Entry> entries = new ArrayList<>();
            while (in.remaining() > 0) {
                entries.add(new Entry(in.u16le(), new Uuid(in.bytes(length))));
            }
            return new Information(entries);
        }

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {
            boolean isShort =
                    entries.isEmpty() || entries.get(0).uuid().octets().length() == SHORT;
            out.u8(isShort ? SHORT_FORM : LONG_FORM);
            entries.forEach(
                    entry -> out.u16le(entry.handle()).bytes(entry.uuid().octets()));
        }
    }

    /** Asks where an attribute of this type has this value. */
    record FindByTypeValue(int from, int to, Uuid type, Bytes value) implements AttPdu {
        static final int OPCODE = 0x06;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {
            out.u16le(from).u16le(to).bytes(type.octets()).bytes(value);
        }
    }

    /** Where: ranges of handles. */
    record Found(List<Range> ranges) implements AttPdu {
        static final int OPCODE = 0x07;

        public Found {
            ranges = List.copyOf(ranges);
        }

        /** The first and last handle of a service. */
        record Range(int first, int last) {}

        static Found read(OctetReader in) throws MalformedFrameException {
            List<Range> ranges = new ArrayList<>();
            while (in.remaining() > 0) {
                ranges.add(new Range(in.u16le(), in.u16le()));
            }
            return new Found(ranges);
        }

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {
            ranges.forEach(range -> out.u16le(range.first()).u16le(range.last()));
        }
    }

    /** Asks for the values of all attributes of a type. */
    record ReadByType(int from, int to, Uuid type) implements AttPdu {
        static final int OPCODE = 0x08;

        static ReadByType read(OctetReader in) throws MalformedFrameException {
            return new ReadByType(in.u16le(), in.u16le(), new Uuid(in.rest()));
        }

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {
            out.u16le(from).u16le(to).bytes(type.octets());
        }
    }

    /** Their values, all of {@code length} - 2 octets. */
    record Attributes(int length, List<Attribute> attributes) implements AttPdu {
        static final int OPCODE = 0x09;

        private static final int HANDLE = 2;

        public Attributes {
            attributes = List.copyOf(attributes);
        }

        /** One of them. */
        record Attribute(int handle, Bytes value) {}

        static Attributes read(OctetReader in) throws MalformedFrameException {
            int length = in.u8();
            List<Attribute> attributes = new ArrayList<>();
            while (in.remaining() > 0) {
                attributes.add(new Attribute(in.u16le(), in.bytes(length - HANDLE)));
            }
            return new Attributes(length, attributes);
        }

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {
            out.u8(length);
            attributes.forEach(each -> out.u16le(each.handle()).bytes(each.value()));
        }
    }

    /** Writes a value and wants to know whether that was possible. */
    record WriteRequest(int handle, Bytes value) implements AttPdu {
        static final int OPCODE = 0x12;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {
            out.u16le(handle).bytes(value);
        }
    }

    /** It was. */
    record WriteResponse() implements AttPdu {
        static final int OPCODE = 0x13;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {}
    }

    /** Writes a value; nothing comes back. */
    record WriteCommand(int handle, Bytes value) implements AttPdu {
        static final int OPCODE = 0x52;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {
            out.u16le(handle).bytes(value);
        }
    }

    /** The server tells a new value: a notification, or an indication, which it wants confirmed. */
    record ValueFromNode(int opcode, int handle, Bytes value) implements AttPdu {
        boolean wantsConfirmation() {
            return opcode == INDICATION;
        }

        @Override
        public void write(OctetWriter out) {
            out.u16le(handle).bytes(value);
        }
    }

    /** The answer to an indication. */
    record Confirmation() implements AttPdu {
        static final int OPCODE = 0x1E;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void write(OctetWriter out) {}
    }

    /** Any other message. */
    record Other(int opcode, Bytes rest) implements AttPdu {
        static final int READ_BY_GROUP_TYPE = 0x10;

        private static final int COMMAND = 0x40;

        /** Whether the peer waits for an answer: requests have even numbers (and confirmations, which are not here). */
        boolean isRequest() {
            return opcode % 2 == 0 && (opcode & COMMAND) == 0;
        }

        @Override
        public void write(OctetWriter out) {
            out.bytes(rest);
        }
    }
}
