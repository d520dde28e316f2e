package dev.seascope.views.control;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// The looks of the window: a set of colour roles on top of one shared stylesheet. AtlantaFX draws the stock controls
/// from the same roles.
public enum Theme {
    /// Dark text on white panels.
    LIGHT(new PrimerLight().getUserAgentStylesheet()),
    /// Light text on dark panels.
    DARK(new PrimerDark().getUserAgentStylesheet());

    /// Type size at 100 %, in pixels. Rows, cells and icons scale with it.
    public static final double BODY_SIZE = 12;

    private static final List<String> FONTS = List.of("Inter-Regular", "Inter-Medium", "Inter-SemiBold",
            "JetBrainsMono-Regular", "JetBrainsMono-SemiBold", "JetBrainsMono-Bold");

    private final String stockControls;

    Theme(String stockControls) {
        this.stockControls = stockControls;
    }

    /// Make this the theme of stock controls. Called before the first control is made, it spares the reading of
    /// JavaFX's own.
    public void prepare() {
        Application.setUserAgentStylesheet(stockControls);
    }

    /// Dress a scene in this theme, in place of the one it had.
    public void apply(Scene scene) {
        apply(scene, false);
    }

    /// Dress a scene in this theme, in place of the one it had.
    ///
    /// @param contrast stronger lines, no tints, no grey text
    public void apply(Scene scene, boolean contrast) {
        loadFonts();
        prepare();
        List<String> sheets = new ArrayList<>(List.of(resource("seascope.css"), resource("frame.css"),
                resource("machine.css"), resource("cards.css"), resource(name().toLowerCase(Locale.ROOT) + ".css")));
        if (contrast) {
            sheets.add(resource("contrast.css"));
        }
        if (!scene.getStylesheets().equals(sheets)) {
            scene.getStylesheets().setAll(sheets);
        }
    }

    /// The style of a scene's root at which type, rows and cells have this size.
    ///
    /// @param percent 80 to 200
    public static String typeSize(int percent) {
        return "-fx-font-size: " + BODY_SIZE * percent / 100 + "px;";
    }

    /// The other theme.
    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    /// Make the bundled fonts known to JavaFX. Loading a font again has no effect.
    public static void loadFonts() {
        for (String font : FONTS) {
            InputStream in = Objects.requireNonNull(
                    Theme.class.getResourceAsStream("/dev/seascope/views/fonts/" + font + ".ttf"), font);
            Font.loadFont(in, BODY_SIZE);
        }
    }

    private static String resource(String name) {
        return Objects.requireNonNull(Theme.class.getResource("/dev/seascope/views/" + name), name).toExternalForm();
    }
}
