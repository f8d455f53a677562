package dev.dormouse.sim.device;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.v12.ConnAck;
import dev.dormouse.codec.v12.Connect;
import dev.dormouse.codec.v12.ReturnCode;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.codec.v12.WillMsg;
import dev.dormouse.codec.v12.WillTopic;
import dev.dormouse.sim.profile.Quirk;

/** The connect dialogue with its Will (1.2 §6.2): each step is repeated until the gateway asks for the next. */
final class Connecting {
    private static final int PROTOCOL_ID = 1;

    private final Device device;
    private final Retry retry;

    Connecting(Device device) {
        this.device = device;
        this.retry = new Retry(device.profile());
    }

    void begin(long now) {
        DeviceSetup setup = device.setup();
        device.become(DeviceState.CONNECTING, now);
        step(
                new Connect(
                        setup.will() != null, setup.cleanSession(), PROTOCOL_ID, setup.keepAlive(), setup.clientId()),
                now);
    }

    void onWillTopicReq(long now) {
        Will will = device.setup().will();
        if (will != null && device.state() == DeviceState.CONNECTING) {
            step(new WillTopic(will.qos(), will.retain(), Bytes.ofUtf8(will.topic())), now);
        }
    }

    void onWillMsgReq(long now) {
        Will will = device.setup().will();
        if (will != null && device.state() == DeviceState.CONNECTING) {
            step(new WillMsg(will.message()), now);
        }
    }

    void onConnAck(ConnAck packet, long now) {
        if (device.state() != DeviceState.CONNECTING) {
            return;
        }
        retry.stop();
        if (packet.returnCode().equals(ReturnCode.ACCEPTED)) {
            device.connected(now);
        } else {
            device.lose("CONNACK " + packet.returnCode(), now);
        }
    }

    void stop() {
        retry.stop();
    }

    long nextPoll() {
        return retry.due();
    }

    void poll(long now) {
        if (now < retry.due()) {
            return;
        }
        if (retry.exhausted()) {
            retry.stop();
            device.lose("no CONNACK", now);
        } else {
            device.send(retry.repeat(now), now);
        }
    }

    private void step(V12Packet packet, long now) {
        device.send(packet, now);
        if (device.profile().has(Quirk.CONNECTS_ONCE)) {
            retry.stop();
        } else {
            retry.begin(packet, now);
        }
    }
}
