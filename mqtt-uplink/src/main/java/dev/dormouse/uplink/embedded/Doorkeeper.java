package dev.dormouse.uplink.embedded;

import io.netty.channel.local.LocalChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may connect: the gateway itself always, everybody while there are no users (the listeners are then on loopback),
 * otherwise users with the right password. Who is in may use every topic, but not manage the broker.
 */
final class Doorkeeper implements ActiveMQSecurityManager5 {
    private static final String ANONYMOUS = "anonymous";

    /** Null without users. */
    private final @Nullable Passwords passwords;

    private Doorkeeper(Map<String, PasswordHash> users) {
        this.passwords = users.values().stream()
                .findFirst()
                .map(any -> new Passwords(users, any))
                .orElse(null);
    }

    static Doorkeeper of(Map<String, String> hashedPasswords) throws BrokerException {
        Map<String, PasswordHash> users = new HashMap<>();
        for (Map.Entry<String, String> user : hashedPasswords.entrySet()) {
            users.put(
                    user.getKey(),
                    PasswordHash.parse(user.getValue())
                            .orElseThrow(
                                    () -> new BrokerException("The password of the broker's user \"" + user.getKey()
                                            + "\" is not hashed. Make a hash of it with \"dormouse hash-password\".")));
        }
        return new Doorkeeper(users);
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String securityDomain) {
        if (isInVm(connection) || passwords == null) {
            return subject(user == null || user.isEmpty() ? ANONYMOUS : user);
        }
        return user != null && password != null && passwords.areRight(user, password) ? subject(user) : null;
    }

    private static boolean isInVm(@Nullable RemotingConnection connection) {
        return connection != null
                && connection.getTransportConnection() instanceof NettyConnection netty
                && netty.getChannel() instanceof LocalChannel;
    }

    private static Subject subject(String name) {
        return new Subject(true, Set.of(new UserPrincipal(name)), Set.of(), Set.of());
    }

    @Override
    public boolean authorize(
            @Nullable Subject subject, @Nullable Set<Role> roles, CheckType check, @Nullable String address) {
        return subject != null && check != CheckType.MANAGE && check != CheckType.VIEW && check != CheckType.EDIT;
    }

    // The two methods of the oldest interface; the broker does not call them on a manager of the fifth generation.

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, @Nullable Set<Role> roles, @Nullable CheckType check) {
        return false;
    }
}
