package dev.weir.core.action;

/**
 * What a log statement asks for.
 *
 * @param prefix text before the line, "" for none
 * @param level syslog level 0 to 7; 8 is audit
 * @param flags NF_LOG_* bits
 * @param group the nfnetlink group, or -1 for the kernel's log
 */
public record LogRequest(String prefix, int level, int flags, int group) {
  /** Flag bits, NF_LOG_*. */
  public static final int TCP_SEQUENCE = 0x01;

  public static final int TCP_OPTIONS = 0x02;
  public static final int IP_OPTIONS = 0x04;
  public static final int SKUID = 0x08;
  public static final int ETHER = 0x20;

  /** The level that stands for the audit system. */
  public static final int AUDIT = 8;
}
