package dev.seascope.arch.syndrome;

import java.util.List;

/// The syndrome of one group of exception classes: everything that is said of it, for every register, feature and
/// revision.
///
/// @param id our short name, as in reports: `DABT`
/// @param title what it describes
/// @param iss rows within [24:0]
/// @param iss2 rows within [55:32]
/// @param rules what must hold between the fields
/// @param notes points on which the sources of this description are silent or disagree
record IssLayout(String id, String title, List<IssRow> iss, List<IssRow> iss2, List<Rule> rules, List<Rule> notes) {
    IssLayout(String id, String title, List<IssRow> iss, List<Rule> rules) {
        this(id, title, iss, List.of(), rules, List.of());
    }
}
