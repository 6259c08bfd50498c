package dev.weir.cli;

import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.weir.core.packet.HotPath;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The walls between modules and packages, checked on the main classes of every module that cli
 * sees.
 *
 * <p>A rule whose subject matches no class at all fails too (ArchUnit's default, kept): a renamed
 * package or annotation must not switch a wall off.
 */
final class ArchitectureTest {
  private static final String CORE = "dev.weir.core..";
  private static final String XTABLES2 = "dev.weir.xtables2..";
  private static final String NFT = "dev.weir.nft..";
  private static final String NETIO = "dev.weir.netio..";
  private static final String IPTABLES = "dev.weir.iptables..";
  private static final String CLI = "dev.weir.cli..";

  private static final Set<String> BOXES =
      Set.of(
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Short",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double");

  /** What a method called per packet must not touch, as {@code class.member}, with the reason. */
  private static final List<Banned> BANNED_IN_HOT_PATH =
      List.of(
          new Banned("java\\.util\\.stream\\..*", "streams allocate: write the loop"),
          new Banned("java\\.util\\.function\\..*", "a lambda's call site goes megamorphic"),
          new Banned("java\\.util\\.Optional.*", "absent is -1 or 0 here"),
          new Banned("java\\.util\\.Formatter\\..*", "formatting belongs to the printers"),
          new Banned("java\\.lang\\.String\\.(format|formatted|valueOf|join)", "no text here"),
          new Banned("java\\.lang\\.StringBuilder\\..*", "no text here"),
          new Banned("java\\.lang\\.System\\.(nanoTime|currentTimeMillis)", "time is an input"),
          new Banned("java\\.time\\..*", "time is an input"),
          new Banned("(java\\.util\\.logging|org\\.slf4j)\\..*", "count it by reason instead"));

  private static JavaClasses weir;

  private record Banned(Pattern member, String reason) {
    Banned(String member, String reason) {
      this(Pattern.compile(member), reason);
    }
  }

  @BeforeAll
  static void readMainClasses() {
    weir =
        new ClassFileImporter()
            .withImportOption(ArchitectureTest::isMainCode)
            .importPackages("dev.weir");
  }

  /**
   * Tests and test-jars, in Maven's layout: {@code target/test-classes} and {@code *-tests.jar}.
   */
  private static boolean isMainCode(Location location) {
    return !location.contains("/test-classes/")
        && !location.contains("-tests.jar")
        && !location.matches(Pattern.compile(".*/\\.q/[^/]+/test/.*"));
  }

  @Test
  void filterCoreKnowsNobody() {
    mustNotSee(CORE, XTABLES2, NFT, NETIO, IPTABLES, CLI);
    classes()
        .that()
        .resideInAPackage(CORE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(CORE, "java..", "org.jspecify..")
        .because("filter-core has no dependency but jspecify")
        .check(weir);
  }

  @Test
  void backendsAndDriversNeverSeeEachOther() {
    mustNotSee(XTABLES2, NFT, NETIO, IPTABLES, CLI);
    mustNotSee(NFT, XTABLES2, NETIO, IPTABLES, CLI);
    mustNotSee(NETIO, XTABLES2, NFT, IPTABLES, CLI);
  }

  @Test
  void theIptablesFrontEndSeesNeitherDriversNorTheCommandLine() {
    mustNotSee(IPTABLES, NETIO, CLI);
  }

  private static void mustNotSee(String from, String... to) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to)
        .because("arrows between modules point downwards only (README, Modules)")
        .check(weir);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.weir.(**)").should().beFreeOfCycles().check(weir);
  }

  @Test
  void onlyTheAddressSpaceAndDriversTouchForeignMemory() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir..")
        .and()
        .resideOutsideOfPackages("dev.weir.core.packet", NETIO)
        .should(dependOnClassesThat(resideIn("java.lang.foreign")))
        .because("every load goes through the one constant segment of core.packet.PacketMemory")
        .check(weir);
  }

  @Test
  void librariesStayWhereTheyBelong() {
    library("picocli..", CLI);
    library("com.fasterxml.jackson..", CLI, "dev.weir.nft.json..");
    library("me.tongfei.progressbar..", CLI);
    library("com.github.luben.zstd..", NETIO);
  }

  private static void library(String library, String... homes) {
    noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(weir);
  }

  @Test
  void nobodyButTheCommandLinePrints() {
    DescribedPredicate<JavaField> standardStream =
        DescribedPredicate.describe(
            "System.out or System.err",
            field ->
                field.getOwner().isEquivalentTo(System.class)
                    && Set.of("out", "err").contains(field.getName()));
    noClasses()
        .that()
        .resideOutsideOfPackage(CLI)
        .should()
        .accessFieldWhere(
            DescribedPredicate.describe(
                "the target is System.out or System.err",
                access -> access.getTarget().resolveMember().filter(standardStream).isPresent()))
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .because("messages go through Diagnostics, and only cli ends the process")
        .check(weir);
  }

  @Test
  void nobodyLogs() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..")
        .because("what happened is a diagnostic, a counter by reason or a trace event")
        .check(weir);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|(?<!Ct)Helper|Helpers|Manager|Impl)")
        .because("such a name says nothing: name the thing or the action")
        .check(weir);
  }

  @Test
  void staticFieldsAreFinal() {
    fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("there is no global mutable state")
        .check(weir);
  }

  @Test
  void concreteClassesAreFinalOrSealed() {
    classes()
        .that()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .resideOutsideOfPackage("dev.weir.bench..") // JMH makes subclasses of benchmarks
        .and(DescribedPredicate.describe("are not package-info", c -> !isPackageInfo(c)))
        .should(beFinalOrAbstract())
        .because("a class that is not made for inheritance forbids it")
        .check(weir);
  }

  private static ArchCondition<JavaClass> beFinalOrAbstract() {
    return new ArchCondition<>("be final or abstract") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean closed =
            type.getModifiers().contains(JavaModifier.FINAL)
                || type.getModifiers().contains(JavaModifier.ABSTRACT)
                || type.isEnum();
        events.add(
            new SimpleConditionEvent(type, closed, type.getName() + " is open for inheritance"));
      }
    };
  }

  private static boolean isPackageInfo(JavaClass type) {
    return type.getSimpleName().equals("package-info");
  }

  @Test
  void everyPackageHasAnEssay() {
    classes()
        .that(DescribedPredicate.describe("are not package-info", c -> !isPackageInfo(c)))
        .should(
            new ArchCondition<>("reside in a package with a @NullMarked package-info") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked =
                    type.getPackage()
                        .tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .isPresent();
                events.add(
                    new SimpleConditionEvent(
                        type, marked, type.getPackageName() + " has no @NullMarked package-info"));
              }
            })
        .check(weir);
  }

  @Test
  void hotPathsStayHot() {
    ArchRule rule =
        codeUnits()
            .that()
            .areAnnotatedWith(HotPath.class)
            .should(stayHot())
            .because("these methods run once per packet or more often");
    rule.check(weir);
  }

  private static ArchCondition<JavaCodeUnit> stayHot() {
    return new ArchCondition<>("use no streams, lambdas, boxing, text, locks or clocks") {
      @Override
      public void check(JavaCodeUnit method, ConditionEvents events) {
        if (method.getModifiers().contains(JavaModifier.SYNCHRONIZED)) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is locked"));
        }
        for (JavaAccess<?> access : method.getAccessesFromSelf()) {
          String complaint = complaint(access);
          if (!complaint.isEmpty()) {
            events.add(
                SimpleConditionEvent.violated(method, access.getDescription() + ": " + complaint));
          }
        }
      }
    };
  }

  /** Why a hot path must not do this; empty where it may. */
  private static String complaint(JavaAccess<?> access) {
    if (access.isDeclaredInLambda()) {
      return "a lambda allocates or goes megamorphic: write the loop";
    }
    String owner = access.getTargetOwner().getFullName();
    String member = owner + "." + access.getTarget().getName();
    if (BOXES.contains(owner) && access.getTarget().getName().equals("valueOf")) {
      return "boxing allocates";
    }
    for (Banned banned : BANNED_IN_HOT_PATH) {
      if (banned.member().matcher(member).matches()) {
        return banned.reason();
      }
    }
    return "";
  }

  private static DescribedPredicate<JavaClass> resideIn(String packageName) {
    return DescribedPredicate.describe(
        "reside in " + packageName,
        type -> type.getPackageName().equals(packageName) && !type.isAnnotation());
  }
}
