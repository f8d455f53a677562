package dev.dormouse.gateway.session;

import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.topic.TopicAlias;
import dev.dormouse.gateway.topic.TopicName;
import dev.dormouse.uplink.ReasonCode;

/** The client asks for aliases (1.2 §6.5). */
final class Registering {
    private final ClientSession session;

    Registering(ClientSession session) {
        this.session = session;
    }

    void onRegister(FromClient.Register register) {
        String name = TopicName.from(register.topicName());
        if (name == null) {
            answer(register, 0, ReasonCode.TOPIC_NAME_INVALID);
            return;
        }
        TopicAlias alias = session.aliases.allocate(name);
        if (alias == null) {
            answer(register, 0, ReasonCode.QUOTA_EXCEEDED);
            return;
        }
        session.aliases.becomeKnown(alias, session.connection());
        answer(register, alias.number(), ReasonCode.SUCCESS);
    }

    private void answer(FromClient.Register register, int alias, ReasonCode reason) {
        session.send(new ToClient.RegisterAck(alias, register.packetId(), reason));
    }
}
