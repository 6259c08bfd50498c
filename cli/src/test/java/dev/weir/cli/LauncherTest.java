package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher {@code ./weir}, in a folder of its own with a Maven that only copies a small jar.
 *
 * <p>What Maven really builds is tested by running it; what is tested here is when the launcher
 * builds, what it runs, and what it says.
 */
final class LauncherTest {
  private static final String JDK = System.getProperty("java.home");

  @TempDir Path folder;

  private record Run(int exit, String out, String err) {}

  /** What the small jar runs: prints its arguments. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] arguments) {
      System.out.println("ran " + String.join(" ", arguments));
    }
  }

  @BeforeEach
  void layOutRepository() throws IOException {
    Path launcher = Path.of(System.getProperty("weir.root", ""), "weir");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "no /usr/bin/env here");
    assumeTrue(
        JDK != null && Files.isExecutable(Path.of(JDK, "bin", "javac")),
        "the tests do not run on a JDK with javac: " + JDK);
    Files.copy(launcher, folder.resolve("weir"));
    executable(folder.resolve("weir"));
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    Files.createDirectories(folder.resolve("cli/src/main/java"));
    Files.writeString(folder.resolve("cli/pom.xml"), "<project/>");
    writeJar(folder.resolve("prebuilt.jar"));
    // Slow enough that parallel calls overlap; fails where the tree is marked broken.
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(
        folder.resolve("bin/mvn"),
        """
        #!/bin/sh
        echo build >>builds
        sleep 0.3
        [ ! -e broken ] || { echo "it does not compile"; exit 1; }
        mkdir -p cli/target/launch/lib && cp prebuilt.jar cli/target/launch/weir.jar
        """);
    executable(folder.resolve("bin/mvn"));
    long past = Instant.now().minusSeconds(60).toEpochMilli();
    for (String file :
        List.of("weir", "pom.xml", "cli/pom.xml", "cli/src/main", "cli/src/main/java")) {
      Files.setLastModifiedTime(folder.resolve(file), FileTime.fromMillis(past));
    }
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void writeJar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
    String path = Echo.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        InputStream type = Echo.class.getClassLoader().getResourceAsStream(path)) {
      jar.putNextEntry(new JarEntry(path));
      jar.write(type == null ? new byte[0] : type.readAllBytes());
      jar.closeEntry();
    }
  }

  private Process start(String pathFirst, String jdk, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("WEIR_"));
    builder.environment().put("WEIR_JAVA_HOME", jdk);
    builder.environment().put("PATH", pathFirst + ":/usr/bin:/bin");
    return builder.start();
  }

  private Run finish(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  private Run weir(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(folder.resolve("weir").toString()));
    command.addAll(List.of(arguments));
    return finish(start(folder.resolve("bin").toString(), JDK, command.toArray(new String[0])));
  }

  private int builds() throws IOException {
    Path log = folder.resolve("builds");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  @Test
  void buildsOnceAndPassesArgumentsOn() throws Exception {
    Run first = weir("check", "a file.nft");
    assertEquals("ran check a file.nft\n", first.out(), first.err());
    assertTrue(first.err().startsWith("weir: building"), first.err());
    Run second = weir("list");
    assertEquals(new Run(0, "ran list\n", ""), second);
    assertEquals(1, builds());
  }

  @Test
  void runsThroughLinksFromAnywhere() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("w"), folder.resolve("weir"));
    Run run =
        finish(
            start(
                folder.resolve("bin").toString(),
                JDK,
                "/bin/sh",
                "-c",
                "cd / && exec \"$0\" x",
                link.toString()));
    assertEquals("ran x\n", run.out(), run.err());
  }

  @Test
  void rebuildsWhenASourceIsNewerOrGone() throws Exception {
    Path source = folder.resolve("cli/src/main/java/A.java");
    weir("x");
    Files.writeString(source, "class A {}");
    weir("x");
    assertEquals(2, builds());
    Files.delete(source);
    weir("x");
    weir("x");
    assertEquals(3, builds());
  }

  @Test
  void parallelCallsWaitForOneBuild() throws Exception {
    List<Process> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(
          start(folder.resolve("bin").toString(), JDK, folder.resolve("weir").toString(), "x" + i));
    }
    for (int i = 0; i < calls.size(); i++) {
      assertEquals("ran x" + i + "\n", finish(calls.get(i)).out());
    }
    assertEquals(1, builds());
  }

  @Test
  void aFailedBuildNeverRunsAnOldJar() throws Exception {
    weir("x");
    Files.writeString(folder.resolve("broken"), "");
    Files.writeString(folder.resolve("cli/src/main/java/A.java"), "class A {");
    Run failed = weir("x");
    assertEquals(70, failed.exit());
    assertEquals("", failed.out());
    assertTrue(failed.err().contains("it does not compile"), failed.err());
    assertEquals(70, weir("x").exit());
    Files.delete(folder.resolve("broken"));
    assertEquals("ran x\n", weir("x").out());
  }

  @Test
  void saysInOneLineWhatIsMissing() throws Exception {
    Run noJdk =
        finish(
            start(
                folder.resolve("bin").toString(),
                folder.toString(),
                folder.resolve("weir").toString(),
                "x"));
    assertEquals(70, noJdk.exit());
    assertEquals(1, noJdk.err().lines().count(), noJdk.err());
    assertTrue(noJdk.err().contains("is not a JDK 25"), noJdk.err());

    Run noMaven =
        finish(
            start(
                noMavenPath(),
                JDK,
                "/bin/bash",
                "-c",
                "export PATH=$0; exec ./weir x",
                noMavenPath()));
    assertEquals(70, noMaven.exit());
    assertEquals(1, noMaven.err().lines().count(), noMaven.err());
    assertTrue(noMaven.err().contains("needs Maven"), noMaven.err());
  }

  /** A folder with what the launcher needs, and no mvn. */
  private String noMavenPath() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("nomvn"));
    for (String tool : List.of("bash", "env", "find", "flock", "mkdir", "rm", "readlink")) {
      Path real = Path.of("/usr/bin", tool);
      if (Files.exists(real)) {
        Path stub = bin.resolve(tool);
        Files.writeString(stub, "#!/bin/sh\nexec " + real + " \"$@\"\n");
        executable(stub);
      }
    }
    return bin.toString();
  }

  @Test
  void addsTheUsersDefaultsAfterTheVerb() throws Exception {
    weir("x");
    Run run =
        finish(
            start(
                folder.resolve("bin").toString(),
                JDK,
                "/bin/sh",
                "-c",
                "WEIR_OPTS='--color never' exec ./weir replay -f x"));
    assertEquals("ran replay --color never -f x\n", run.out(), run.err());
  }
}
