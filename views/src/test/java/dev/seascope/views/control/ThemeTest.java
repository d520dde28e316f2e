package dev.seascope.views.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {
    private static final double TEXT = 4.5;
    private static final double MARK = 3;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyInkIsARoleOfTheTheme(Theme theme) throws IOException {
        Map<String, Color> roles = roles(theme);

        for (Ink ink : Ink.values()) {
            assertThat(roles).containsKey(ink.role());
        }
        assertThat(css("seascope.css")).contains(Arrays.stream(Ink.values())
                .map(ink -> ink.property() + ": -sea-" + ink.role() + ";").toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"fg, panel", "fg, subtle", "fg, app", "muted, panel", "muted, subtle", "muted, app", "zero, panel",
        "zero, inset", "zero, subtle", "user-text, panel", "user-text, user-tint", "on-user, user", "fg, user-tint",
        "kvm-text, kvm-tint", "kvm-text, panel", "host-text, host-tint", "host-text, panel", "guest-text, guest-tint",
        "on-guest, guest", "error-text, panel", "error-text, subtle", "warning-text, panel", "ok, panel",
        "on-error, error", "on-tip, tip", "changed, panel", "fg, current", "host-text, current", "muted, future"})
    void textCanBeRead(String text, String ground) throws IOException {
        for (Theme theme : Theme.values()) {
            assertThat(contrast(theme, text, ground)).as("%s on %s, %s", text, ground, theme)
                    .isGreaterThanOrEqualTo(TEXT);
        }
    }

    @ParameterizedTest
    @CsvSource({"edge, panel", "user-mark, panel", "kvm, panel", "host, panel", "guest, panel", "error, panel",
        "warning, panel", "current-frame, panel"})
    void marksAndEdgesOfInputsCanBeSeen(String mark, String ground) throws IOException {
        for (Theme theme : Theme.values()) {
            assertThat(contrast(theme, mark, ground)).as("%s on %s, %s", mark, ground, theme)
                    .isGreaterThanOrEqualTo(MARK);
        }
    }

    /// The contrast ratio of WCAG 2.
    private static double contrast(Theme theme, String first, String second) throws IOException {
        Map<String, Color> roles = roles(theme);
        double a = luminance(Objects.requireNonNull(roles.get(first), first));
        double b = luminance(Objects.requireNonNull(roles.get(second), second));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static Map<String, Color> roles(Theme theme) throws IOException {
        Matcher role = Pattern.compile("-sea-([\\w-]+): (#\\w+);")
                .matcher(css(theme == Theme.LIGHT ? "light.css" : "dark.css"));
        Map<String, Color> roles = new TreeMap<>();
        while (role.find()) {
            roles.put(role.group(1), Color.web(role.group(2)));
        }
        return roles;
    }

    private static String css(String name) throws IOException {
        try (InputStream in = ThemeTest.class.getResourceAsStream("/dev/seascope/views/" + name)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
