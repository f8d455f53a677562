package dev.dormouse.gateway.control;

import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.radio.JoinAnswer;
import dev.dormouse.link.radio.RadioLink;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Does what commands say, to the links of the gateway. Any thread. */
public final class Commands {
    private final List<DatagramLink> links;

    /**
     * For these links.
     *
     * @param links may grow meanwhile, safely
     */
    public Commands(List<DatagramLink> links) {
        this.links = links;
    }

    CompletionStage<Answer> obey(String line) {
        PermitJoin command = PermitJoin.parse(line);
        return command == null
                ? CompletableFuture.completedFuture(
                        Answer.error("This gateway does not know the command; is it of another version?"))
                : permitJoin(command);
    }

    private CompletionStage<Answer> permitJoin(PermitJoin command) {
        for (DatagramLink link : links) {
            if (link.name().equals(command.link())) {
                return link instanceof RadioLink radio
                        ? radio.permitJoin(command.seconds()).thenApply(answer -> text(command, answer))
                        : CompletableFuture.completedFuture(text(command, JoinAnswer.NOT_THIS_KIND));
            }
        }
        String names = links.stream().map(DatagramLink::name).collect(Collectors.joining(", "));
        return CompletableFuture.completedFuture(
                Answer.error("There is no link \"" + command.link() + "\"; there are " + names));
    }

    private static Answer text(PermitJoin command, JoinAnswer answer) {
        String link = "link \"" + command.link() + "\"";
        return switch (answer) {
            case PERMITTED ->
                Answer.ok(
                        command.seconds() == 0
                                ? "No node may join " + link + " any more"
                                : "Nodes may join " + link + " for " + command.seconds() + " s");
            case LINK_DOWN -> Answer.error("The network of " + link + " is down; the log of the gateway says why");
            case REFUSED -> Answer.error("The adapter of " + link + " refuses it or does not answer; try again");
            case NOT_THIS_KIND -> Answer.error("Only links of type \"znp\" permit nodes to join; " + link + " is none");
        };
    }
}
