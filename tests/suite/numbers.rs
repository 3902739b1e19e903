//! Which case stands for which number of the list of bad input.
//!
//! A case is a test of this program, or one that stands elsewhere: a path,
//! `::`, and what it is called there.

use crate::said::tests;

/// From 1 on; what comes after 95 is about the running page.
const NUMBERS: [&[&str]; 95] = [
    // Bytes and encodings
    &["an_empty_file", "only_blank_lines"],
    &["only_a_byte_order_mark"],
    &["a_header_only"],
    &["a_byte_order_mark"],
    &["utf_16_is_decoded", "utf_16_with_the_high_byte_first"],
    &["utf_16_without_a_mark"],
    &["half_a_character_of_utf_16", "utf_16_cut_in_a_character"],
    &["invalid_utf8_late_in_the_file"],
    &["windows_1252_is_decoded_and_told", "the_euro_of_latin_9"],
    &[
        "shift_jis_is_guessed_and_told",
        "koi8_is_guessed_and_told",
        "crate/table/tests/bad_input.rs::any_named_encoding_is_read_and_an_unknown_one_refused",
    ],
    &["two_encodings_in_one_file"],
    &["nul_bytes"],
    &["a_mark_at_the_end"],
    &[
        "control_characters_and_reversed_text",
        "tests/page/unit/cells.test.mjs::what shows nothing is shown",
    ],
    &["keys_with_characters_that_hide"],
    &[
        "control_characters_and_reversed_text",
        "tests/page/unit/told.test.mjs::a name of the file stays one name, short and in its own direction",
    ],
    &[
        "one_name_composed_and_decomposed",
        "one_customer_composed_and_decomposed",
        "crate/kindred/tests/sources.rs::a_no_is_heard_however_a_letter_is_written",
    ],
    &["the_turkish_i"],
    &[
        "a_pdf_named_csv",
        "a_web_page_named_csv",
        "a_workbook_named_csv",
        "a_picture_named_csv",
        "a_gzip_named_csv",
    ],
    &["a_file_that_changes_while_it_is_read_is_refused"],
    // The structure of the file
    &["ragged_rows", "ragged_rows_filled_up"],
    &["an_unclosed_quote"],
    &["a_quote_inside_a_bare_field", "a_quote_that_opens_nothing"],
    &["a_line_break_inside_quotes"],
    &["carriage_returns_alone", "three_line_ends_in_one_file"],
    &["two_delimiters_that_do_alike"],
    &["a_line_that_says_the_delimiter"],
    &["commas_that_part_columns_and_decimals"],
    &["duplicate_headers"],
    &["missing_headers"],
    &["titles_above_the_header", "titles_padded_by_a_spreadsheet"],
    &["no_header"],
    &["a_total_at_the_end"],
    &["only_one_column"],
    &["too_many_columns"],
    &[
        "a_field_at_the_limit",
        "a_field_a_byte_over_the_limit",
        "ten_megabytes_in_one_field",
        "ten_megabytes_in_one_quoted_field",
        "crate/table/tests/bad_records.rs::a_long_field_is_refused_in_little_memory",
    ],
    &["ten_million_blank_lines"],
    &[
        "a_file_that_ends_amid_a_record",
        "a_file_that_ends_in_a_record",
    ],
    &["two_billion_records_are_refused_before_they_are_read"],
    &["a_delimiter_at_the_end_of_each_line"],
    // Names and cells
    &[
        "headers_of_an_object_in_javascript",
        "keys_of_an_object_in_javascript",
        "tests/page/flow.test.mjs::markup, formulas and names of JavaScript stay text",
    ],
    &[
        "markup_in_cells_and_headers",
        "tests/page/flow.test.mjs::markup, formulas and names of JavaScript stay text",
    ],
    &[
        "formulas_in_cells",
        "crate/kindred/src/export/guard.rs::every_dangerous_start_is_guarded_and_quoted",
    ],
    &["crate/kindred/src/export/guard.rs::plain_texts_stay_as_they_are"],
    &["addresses_that_begin_like_formulas"],
    &["a_header_of_ten_thousand_characters"],
    &[
        "a_file_s_name_is_in_no_name_of_a_download",
        "a_path_in_an_archive_leads_nowhere_but_down",
    ],
    &["markers_of_templates"],
    &["nothing_that_is_typed_becomes_a_pattern"],
    &["columns_whose_names_are_nearly_one_are_two"],
    // Numbers
    &["infinite_and_not_a_number", "amounts_of_300_digits"],
    &["decimal_points_and_commas_at_once", "an_open_decimal_mark"],
    &["money_in_many_dresses", "amounts_in_two_currencies"],
    &["thousands_parted_by_blanks_of_all_kinds"],
    &["percent_signs_here_and_there"],
    &[
        "returns_among_purchases",
        "all_amounts_negative",
        "crate/kindred/tests/ledger.rs::a_return_lowers_the_order_it_names_or_else_the_last_with_its_product",
    ],
    &["all_amounts_zero"],
    &["ids_with_leading_noughts_and_sixteen_digits"],
    &["ids_in_scientific_form"],
    &["digits_of_other_scripts"],
    &[
        "truths_of_every_kind",
        "crate/table/tests/locales.rs::truths_are_said_in_five_languages",
        "crate/kindred/tests/ledger.rs::a_yes_without_any_no_is_needed",
    ],
    &[
        "constant_columns",
        "crate/kindred/tests/review.rs::an_honest_file_has_nothing_but_its_constant_column",
    ],
    &["a_column_without_a_value"],
    &["what_is_missing_is_counted_with_its_worth"],
    &["crate/kindred/src/recipe/tests.rs::redundant_features_share_one_vote"],
    &[
        "crate/cluster/src/kmeans/tests.rs::huge_and_tiny_numbers_are_clustered_too",
    ],
    &[
        "crate/kindred/tests/review.rs::an_amount_far_above_all_others_is_found",
        "crate/cluster/src/kmeans/tests.rs::a_lone_far_sample_does_not_blur_the_others",
    ],
    // Dates
    &[
        "all_dates_missing",
        "no_date_that_can_be_read",
        "crate/kindred/tests/undated.rs::segments_are_found_and_nothing_is_said_of_time",
    ],
    &["dates_in_an_open_order", "dates_in_two_orders_at_once"],
    &["dates_that_do_not_exist"],
    &[
        "days_of_a_spreadsheet",
        "crate/workbook/src/cell.rs::days_and_times_are_iso",
    ],
    &[
        "times_in_a_zone",
        "times_in_several_zones",
        "tests/page/unit/format.test.mjs::a day is the same day in every time zone",
    ],
    &["twenty_four_hours_and_a_leap_second"],
    &["years_of_two_digits"],
    &[
        "all_dates_in_the_future",
        "crate/kindred/tests/review.rs::a_day_far_after_all_others_is_found",
    ],
    &["seconds_since_1970"],
    &[
        "crate/kindred/tests/real_data.rs::the_as_of_day_left_open_is_the_day_after_the_last",
    ],
    // The shape of the data
    &["one_record"],
    &["one_customer"],
    &[
        "crate/kindred/tests/degenerate.rs::two_identical_customers_stay_together",
    ],
    &[
        "crate/kindred/tests/degenerate.rs::more_groups_than_customers_are_refused",
    ],
    &[
        "crate/kindred/tests/degenerate.rs::many_identical_customers_stay_together",
    ],
    &["one_order_a_customer"],
    &[
        "crate/kindred/tests/review.rs::a_record_that_comes_twice_is_found_with_its_worth",
        "crate/kindred/tests/repairs.rs::a_record_that_stands_there_more_than_once_counts_once",
    ],
    &["what_is_missing_is_counted_with_its_worth"],
    &["a_million_orders_of_one_customer"],
    &[
        "crate/table/src/combine/repeats.rs::the_seed_is_the_file_s_own_and_changes_no_result",
        "crate/table/tests/chunks.rs::the_hash_key_never_matters",
    ],
    &[
        "crate/cluster/src/kmeans/tests.rs::an_empty_cluster_takes_the_farthest_sample",
        "crate/cluster/src/kmeans/tests.rs::jobs_and_the_serial_fit_agree_to_the_last_bit",
    ],
    // Workbooks
    &[
        "a_zip_bomb",
        "a_part_of_600_megabytes",
        "ten_thousand_and_one_entries",
    ],
    &["a_zip_bomb_that_lies"],
    &["a_cell_that_stands_for_32_million"],
    &["a_document_type_in_a_workbook"],
    &["a_column_beyond_the_last", "a_row_beyond_the_last"],
    &[
        "a_workbook_cut_short",
        "a_wrong_checksum",
        "an_encrypted_archive",
        "a_workbook_with_a_password",
        "a_workbook_with_all_that_is_no_table",
        "a_document_with_a_million_empty_rows",
        "crate/workbook/src/cell.rs::all_else_is_as_the_sheet_shows_it",
    ],
    &["an_old_workbook", "a_binary_workbook", "a_numbers_document"],
];

#[test]
fn every_number_of_the_list_has_a_case() {
    let own = tests();
    for (nth, cases) in NUMBERS.iter().enumerate() {
        let number = nth + 1;
        assert!(!cases.is_empty(), "{number} has no case");
        for case in *cases {
            let is_there = match case.split_once("::") {
                None => own.contains(*case),
                Some((path, name)) => stands_in(path, name),
            };
            assert!(is_there, "{number}: there is no case {case}");
        }
    }
}

fn stands_in(path: &str, name: &str) -> bool {
    let text = tests::tree::file(path).text;
    let rust = format!("fn {name}(");
    let page = format!("test('{name}'");
    text.contains(&rust) || text.contains(&page)
}
