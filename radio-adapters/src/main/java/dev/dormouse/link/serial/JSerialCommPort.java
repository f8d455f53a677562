package dev.dormouse.link.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A serial device by way of jSerialComm. */
final class JSerialCommPort implements Port {
    private static final OpenPorts OPEN;

    static {
        NativeLibrary.prepare();
        OPEN = new OpenPorts();
    }

    private final SerialPort port;
    private final String device;

    private JSerialCommPort(SerialPort port, String device) {
        this.port = port;
        this.device = device;
    }

    /** Finds the device anew, since what was found before an unplugging leads nowhere, and opens it. */
    static Port open(PortChoice choice, LineSettings settings) throws PortException {
        String device = choice instanceof PortChoice.OnUsb usb ? find(usb) : choice.text();
        SerialPort port;
        try {
            port = SerialPort.getCommPort(device);
        } catch (SerialPortInvalidPortException e) {
            throw new PortException(PortFailure.missing(device));
        }
        port.setComPortParameters(settings.baud(), 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(flags(settings.flowControl()));
        // The mode in which neither reading nor writing spins, whatever the far end does.
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 0, 0);
        if (!port.openPort()) {
            throw PortFailure.explain(device, port.getLastErrorCode());
        }
        OPEN.add(port);
        return new JSerialCommPort(port, device);
    }

    private static int flags(FlowControl flowControl) {
        return switch (flowControl) {
            case NONE -> SerialPort.FLOW_CONTROL_DISABLED;
            case RTS_CTS -> SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
            case XON_XOFF -> SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
        };
    }

    private static String find(PortChoice.OnUsb usb) throws PortException {
        List<SerialPort> found = Arrays.stream(SerialPort.getCommPorts())
                .filter(port -> port.getVendorID() == usb.vendor() && port.getProductID() == usb.product())
                .filter(port -> usb.serialNumber() == null || usb.serialNumber().equals(port.getSerialNumber()))
                .toList();
        if (found.isEmpty()) {
            throw new PortException(PortFailure.missing(usb.text()));
        }
        if (found.size() > 1) {
            throw new PortException("several adapters are " + usb.text() + ": add the serial number of one, "
                    + found.stream().map(SerialPort::getSerialNumber).collect(Collectors.joining(" or "))
                    + ", or name its path in /dev/serial/by-path");
        }
        return found.get(0).getSystemPortPath();
    }

    @Override
    public String device() {
        return device;
    }

    @Override
    public int read(byte[] into) {
        return port.readBytes(into, into.length);
    }

    @Override
    public boolean write(byte[] octets) {
        return port.writeBytes(octets, octets.length) == octets.length;
    }

    @Override
    public void wires(boolean dtr, boolean rts) {
        port.setDTRandRTS(dtr, rts);
    }

    @Override
    public void close() {
        try {
            port.closePort();
        } finally {
            OPEN.remove(port);
        }
    }
}
