package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.action.ActionSink;
import dev.weir.core.counter.CounterArray;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(
        sample(QueueOp.of(0, 0, false, false), "[ queue num 0 ]"),
        sample(QueueOp.of(1, 3, true, true), "[ queue num 1-3 bypass fanout ]"),
        sample(QueueOp.chosen(0, true, false), "[ queue sreg_qnum 1 bypass ]"),
        sample(new DupOp(0, 4, 4), "[ dup sreg_addr 1 sreg_dev 2 ]"),
        sample(new DupOp(ActionOp.ABSENT, 0, 0), "[ dup sreg_dev 1 ]"),
        sample(new FwdOp(0, ActionOp.ABSENT, 0), "[ fwd sreg_dev 1 ]"),
        sample(new FwdOp(0, 4, 2), "[ fwd sreg_dev 1 sreg_addr 2 nfproto 2 ]"),
        sample(new TproxyOp(2, 0, 4, 4), "[ tproxy ip addr reg 1 port reg 2 ]"),
        sample(new TproxyOp(0, ActionOp.ABSENT, 0, 0), "[ tproxy port reg 1 ]"),
        sample(new SynproxyOp(1460, 7), "[ synproxy mss 1460 wscale 7 ]"),
        sample(new FlowOffloadOp("f"), "[ flow_offload flowtable f ]"));
  }

  @Test
  void aQueueWithoutListenerDropsUnlessBypassed() {
    assertEquals(Verdicts.DROP, verdict(QueueOp.of(0, 0, false, false), tcp("syn")));
    assertEquals(Verdicts.ACCEPT, verdict(QueueOp.of(0, 0, true, false), tcp("syn")));
  }

  @Test
  void fwdStealsThePacket() {
    assertEquals(Verdicts.STOLEN, verdict(new FwdOp(0, ActionOp.ABSENT, 0), tcp("syn")));
    assertEquals(Verdicts.STOLEN, verdict(new FwdOp(0, 4, 2), tcp("syn")));
    assertEquals(Verdicts.BREAK, verdict(new FwdOp(0, 4, 10), tcp("syn")));
  }

  @Test
  void tproxyBreaksWithoutSocketAndDupGoesOn() {
    assertEquals(Verdicts.BREAK, verdict(new TproxyOp(2, 0, 4, 4), tcp("syn")));
    assertEquals(Verdicts.CONTINUE, verdict(new DupOp(0, 4, ActionOp.ABSENT), tcp("syn")));
  }

  @Test
  void synproxyTakesSynsAndDropsWhatHasNoCookie() {
    SynproxyOp op = new SynproxyOp(1460, 7);
    assertEquals(Verdicts.STOLEN, verdict(op, tcp("syn")));
    assertEquals(Verdicts.DROP, verdict(op, tcp("ack")));
    assertEquals(Verdicts.CONTINUE, verdict(op, tcp("")));
  }

  @Test
  void everyActionIsTold() {
    List<String> told = new ArrayList<>();
    NetworkNamespace namespace = NetworkNamespace.fresh();
    namespace.setActions(
        new ActionSink() {
          @Override
          public void acted(String action, Packet packet) {
            told.add(action);
          }
        });
    Registers registers = registers(0xc0000201, 0, 0, 0, 0x01000000);
    byte[] frame = tcp("syn");
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet packet = new Packet();
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      VmContext context = new VmContext(new CounterArray(SLOTS).newSlab(), packet, namespace);
      for (Op op :
          List.of(
              QueueOp.of(1, 3, false, false),
              new DupOp(0, 4, 4),
              new FwdOp(4, 0, 2),
              new SynproxyOp(0, 0))) {
        op.eval(registers, context);
      }
    }
    assertEquals(
        List.of(
            "queue to 1-3", "dup to 192.0.2.1 device 1", "fwd to 192.0.2.1 device 1", "synproxy"),
        told);
  }

  private static int verdict(Op op, byte[] frame) {
    return run(op, frame).verdict;
  }

  private static byte[] tcp(String flags) {
    return Packets.ip4("10.0.0.1", "10.0.0.2").tcp(1024, 22, flags).bytes();
  }
}
