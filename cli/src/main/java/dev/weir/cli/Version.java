package dev.weir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/**
 * The version of this build, as the POM gives it (a resource Maven filters).
 *
 * <p>Example: {@code weir 0.1.0-SNAPSHOT (reference: nftables 1.0.6, iptables 1.8.9)}. Outside
 * Maven the resource is not filtered and the version reads {@code development}.
 */
final class Version implements IVersionProvider {
  private static final String RESOURCE = "version.properties";

  @Override
  public String[] getVersion() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw CommandFailure.ioFailure(RESOURCE + ": " + e.getMessage());
    }
    return new String[] {
      "weir " + value(properties, "weir.version"),
      "reference: " + value(properties, "kernel.reference"),
      "java: " + System.getProperty("java.runtime.version")
    };
  }

  private static String value(Properties properties, String key) {
    String value = properties.getProperty(key, "");
    return value.isEmpty() || value.startsWith("$") ? "development" : value;
  }
}
