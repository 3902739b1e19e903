//! Every bad input is a case: what happens is said here, and nothing that
//! was loaded before is lost.
//!
//! A case is one line: what is loaded and what must come of it. Files stand
//! in `suite/`; what is large or binary is made here.
#![allow(missing_docs, reason = "a test's name is its documentation")]

#[path = "suite/books.rs"]
mod books;
#[path = "suite/bytes.rs"]
mod bytes;
#[path = "suite/check.rs"]
mod check;
#[path = "suite/faults.rs"]
mod faults;
#[path = "suite/host.rs"]
mod host;
#[path = "suite/large.rs"]
mod large;
#[path = "suite/numbers.rs"]
mod numbers;
#[path = "suite/parts.rs"]
mod parts;
#[path = "suite/rest.rs"]
mod rest;
#[path = "suite/rules.rs"]
mod rules;
#[path = "suite/said.rs"]
mod said;
#[path = "suite/truth.rs"]
mod truth;

use books::*;
use bytes::*;
use check::{refused, runs, unusable};

macro_rules! cases {
    ($($name:ident: $bytes:expr => $expected:expr;)*) => {
        $(
            #[test]
            fn $name() {
                $expected.check(stringify!($name), &$bytes);
            }
        )*
    };
}

macro_rules! file {
    ($name:literal) => {
        include_bytes!(concat!("suite/", $name)).to_vec()
    };
}

// Bytes and encodings
cases! {
    an_empty_file: text("") => refused("E_EMPTY").says("empty");
    only_a_byte_order_mark: text("\u{feff}") => refused("E_EMPTY");
    only_blank_lines: text("\n\r\n\n") => refused("E_EMPTY");
    a_pdf_named_csv: file!("renamed-pdf.csv") => refused("E_TYPE").says("PDF");
    a_web_page_named_csv: file!("renamed-html.csv") => refused("E_TYPE").says("web page");
    a_workbook_named_csv: workbook() => refused("E_ARCHIVE").says("cut short");
    a_picture_named_csv: picture() => refused("E_TYPE");
    nul_bytes: nul_in_record(3) => refused("E_NUL").line(4).column("amount");
    random_bytes: noise() => refused("E_");
    invalid_utf8_late_in_the_file: invalid_utf8_at(5_012) => refused("E_UTF8").line(5_013).column("customer").says("UTF-8");
    windows_1252_is_decoded_and_told: windows_1252() => runs().warns("W_ENCODING");
    utf_16_is_decoded: utf_16(&good()) => runs();
    utf_16_cut_in_a_character: cut(utf_16(&good())) => refused("E_UTF16");
    a_gzip_cut_short: cut(gzip(&good())) => refused("E_GZIP");
    a_gzip_bomb: gzip(&vec![b'a'; 300 << 20]) => refused("E_");
    a_gzip_bomb_of_records: bomb() => refused("E_RATIO");
    a_mark_at_the_end: [good(), vec![0x1a]].concat() => runs().warns("W_END_MARK");
}

// Workbooks and archives
cases! {
    a_workbook_with_all_that_is_no_table: furnished_workbook() => runs().warns("W_SHEETS").warns("W_MACROS").warns("W_LINKS").warns("W_PREAMBLE");
    a_document_with_a_million_empty_rows: good_ods() => runs();
    an_archive_of_files: good_zip() => runs().warns("W_SHEETS");
    a_zip_bomb: zip_bomb(40 << 20) => refused("E_RATIO");
    a_zip_bomb_that_lies: zip_bomb(100) => refused("E_ARCHIVE").says("damaged");
    a_part_of_600_megabytes: large_part() => refused("E_PART");
    ten_thousand_and_one_entries: many_entries() => refused("E_ENTRIES");
    a_cell_that_stands_for_32_million: repeated_cells() => refused("E_CELLS");
    a_document_type_in_a_workbook: document_type() => refused("E_DTD").says("sharedStrings");
    a_column_beyond_the_last: sheet("<row><c r=\"XFE1\"><v>1</v></c></row>") => refused("E_RANGE").says("XFE1");
    a_row_beyond_the_last: sheet("<row r=\"4294967295\"/>") => refused("E_RANGE");
    a_workbook_cut_short: cut(sheet("")) => refused("E_ARCHIVE").says("cut short");
    a_wrong_checksum: wrong_checksum() => refused("E_ARCHIVE").says("damaged");
    an_encrypted_archive: encrypted_archive() => refused("E_PASSWORD");
    a_workbook_with_a_password: protected_workbook() => refused("E_PASSWORD");
    tags_that_do_not_match: sheet("<row></c>") => refused("E_WORKBOOK");
    an_archive_in_an_archive: nested_zip() => refused("E_NESTED").says("orders.xlsx");
    an_archive_without_a_file: empty_zip() => refused("E_ARCHIVE").says("no file");
    an_old_workbook: text_of_ole() => refused("E_TYPE").says("old Excel");
    a_binary_workbook: binary_workbook() => refused("E_TYPE").says("binary");
    a_numbers_document: numbers_document() => refused("E_TYPE").says("Numbers");
    a_sheet_without_a_cell: sheet("") => refused("E_EMPTY");
}

// More of them
cases! {
    a_byte_order_mark: [b"\xef\xbb\xbf".to_vec(), good()].concat() => runs();
    utf_16_with_the_high_byte_first: swapped(utf_16(&good())) => runs();
    utf_16_without_a_mark: utf_16(&good())[2..] => runs();
    half_a_character_of_utf_16: lone_surrogate() => refused("E_UTF16").line(9);
    two_encodings_in_one_file: two_encodings(700) => refused("E_UTF8").line(701).column("customer");
    the_euro_of_latin_9: good_with_bytes("fee", &[b"12 \xa4", b"13 \xa4"]) => runs().warns("W_ENCODING");
    shift_jis_is_guessed_and_told: good_with_bytes("name", &[b"\x8eR\x93c\x82\xb3\x82\xad\x82\xe7"]) => runs().warns("W_ENCODING");
    koi8_is_guessed_and_told: good_with_bytes("name", &[b"\xe9\xd7\xc1\xce\xcf\xd7"]) => runs().warns("W_ENCODING");
    one_name_composed_and_decomposed: good_with("mail", &["j\u{fc}@x.de", "ju\u{308}@x.de", "👩\u{200d}🌾@x.de"]) => runs();
    one_customer_composed_and_decomposed: addresses(&["j\u{fc}", "ju\u{308}"]) => runs().without_structure();
    the_turkish_i: good_with("city", &["İzmir", "ızgara", "IZMIR"]) => runs();
    a_gzip_named_csv: gzip(&good()) => runs();
}

// The structure of the file
cases! {
    a_header_only: file!("header-only.csv") => refused("E_NO_ROWS").says("amount");
    an_unclosed_quote: file!("unclosed-quote.csv") => refused("E_QUOTE").line(3).column("note");
    ten_megabytes_in_one_field: long_field(10 << 20, false) => refused("E_FIELD").line(2).column("note");
    ten_megabytes_in_one_quoted_field: long_field(10 << 20, true) => refused("E_FIELD").line(2).column("note");
    a_field_at_the_limit: long_field(1 << 20, false) => runs();
    a_field_a_byte_over_the_limit: long_field((1 << 20) + 1, false) => refused("E_FIELD").line(2).column("note");
    a_record_too_long: long_record() => refused("E_ROW").line(2);
    too_many_columns: columns(16_385) => refused("E_COLS").line(1);
    ragged_rows: ragged() => runs().warns("W_RAGGED").first_on(8);
    duplicate_headers: file!("duplicate-headers.csv") => runs().warns("W_HEADER_TWICE");
    missing_headers: file!("missing-headers.csv") => runs().warns("W_HEADER_EMPTY");
    headers_of_an_object_in_javascript: file!("proto-headers.csv") => runs();
    titles_above_the_header: file!("titles.csv") => runs().warns("W_PREAMBLE");
    titles_padded_by_a_spreadsheet: file!("titles-padded.csv") => runs().warns("W_PREAMBLE");
    a_delimiter_at_the_end_of_each_line: file!("trailing-delimiter.csv") => runs().warns("W_TRAILING_DELIMITER");
    semicolons_and_decimal_commas: file!("semicolons.csv") => runs();
    a_quote_inside_a_bare_field: edited(|line| line.replace(",2024", " 5\" x,2024")) => runs().warns("W_STRAY_QUOTE").first_on(2);
    a_quote_that_opens_nothing: stray_quote() => runs().warns("W_STRAY_QUOTE").first_on(9);
    ragged_rows_filled_up: ragged() => runs().padding().warns("W_PADDED").warns("W_CUT").first_on(8);
    a_line_break_inside_quotes: good_with("note", &["two\nlines", "three\r\nmore\nlines"]) => runs();
    three_line_ends_in_one_file: mixed_ends() => runs();
    a_line_that_says_the_delimiter: [text("sep=;\r\n"), replace(&good(), b',', b';')].concat() => runs();
    two_delimiters_that_do_alike: text("one;two,three\nAda;Rome,tea\nBen;Pisa,ale\n") => unusable("role-missing").warns("W_DELIMITER");
    commas_that_part_columns_and_decimals: decimal_commas() => refused("E_DECIMAL_COMMA").line(2).column("amount");
    no_header: without_header() => runs();
    a_total_at_the_end: [good(), text("Total,,,4711.00\n")].concat() => runs().warns("W_FOOTER");
    ten_million_blank_lines: [good(), vec![b'\n'; 10_000_000]].concat() => runs();
    lines_of_delimiters_only: [good(), text(&",,,\n".repeat(500))].concat() => runs();
    a_file_that_ends_amid_a_record: good()[..good().len() - 12] => runs().warns("W_RAGGED");
    exports_joined_with_their_headers: [good(), good()].concat() => runs().warns("W_HEADER_AGAIN");
    a_second_table_left_out: [good(), good()].concat() => runs().first_table().warns("W_TABLES");
    a_second_table_with_a_title: [text(",,,\n"), good(), text(",,,\nMarch,,,\n,,,\n"), good()].concat() => runs().warns("W_HEADER_AGAIN").warns("W_PREAMBLE");
    dashes_decoded_wrongly: good_with("note", &["7 \u{96} 8", "\u{91}x\u{92}"]) => runs().warns("W_MISDECODED");
    a_header_of_two_lines: with_groups() => runs().warns("W_PREAMBLE");
    apostrophes_for_quotes: edited(|line| format!("'{}'", line.replace(',', "','"))) => runs().warns("W_QUOTE");
    apostrophes_exchanged_for_quotes: edited(|line| line.replace(",2024", ",'5\"\" x, it's',2024").replace(",date", ",note,date")) => runs().warns("W_QUOTE");
    backslashes_before_quotes: edited(|line| line.replace(",2024", ",\"a \\\"b\\\", c\",2024").replace(",date", ",note,date")) => runs().warns("W_QUOTE");
    quotes_that_are_not_doubled: edited(|line| line.replace(",2024", ",\"a 5\"\",2024").replace(",date", ",note,date")) => runs().warns("W_QUOTE");
    a_delimiter_of_two_characters: edited(|line| line.replace(',', "||")) => runs();
    a_table_parted_by_what_its_texts_hold: blanks_everywhere() => refused("E_WIDTHS").line(3);
    carriage_returns_alone: replace(&good(), b'\n', b'\r') => runs();
    a_file_that_ends_in_a_record: cut(good()) => runs();
}

// JSON
cases! {
    a_list_of_objects: json_list(whole) => runs();
    one_object_a_line: json(whole) => runs();
    objects_in_a_gzip: gzip(&json(whole)) => runs();
    objects_in_utf_16: utf_16(&json_list(whole)) => runs();
    a_list_under_a_key: [b"{\"orders\":".to_vec(), json_list(whole), text("}")].concat() => runs().warns("W_JSON_LIST");
    lines_inside_orders: json(|_, it| with_lists(it, "")) => runs().warns("W_JSON_ENTRIES");
    several_lists_inside_orders: json(|_, it| with_lists(it, ", \"taxes\": [{\"rate\": 7}]")) => runs().warns("W_JSON_LEFT_OUT");
    values_that_are_no_objects: json_list(|at, it| if at < 3 { "null".into() } else { it.into() }) => runs().warns("W_JSON_SKIPPED");
    a_key_twice_in_an_object: json(|_, it| it.replacen('{', "{\"amount\": 1, ", 1)) => runs().warns("W_JSON_TWICE");
    keys_of_an_object_in_javascript: json(|_, it| it.replacen('{', "{\"__proto__\": {\"a\": 1}, \"constructor\": 2, ", 1)) => runs();
    json_without_a_list: text("[]") => refused("E_JSON_SHAPE");
    json_cut_short: cut(json_list(whole)) => refused("E_JSON").says("ends");
    json_with_a_trailing_comma: json_at(3, |it| it.replace('}', ",}")) => refused("E_JSON").line(4).says("comma");
    json_with_a_word: json_at(3, |it| it.replace("\"K001\"", "Infinity")) => refused("E_JSON").line(4).column("customer").says("Infinity");
    json_with_a_wrong_number: json_at(3, |it| it.replace("\"K001\"", "0123")) => refused("E_JSON").line(4).column("customer").says("0123");
    json_with_half_a_character: json_at(3, |it| it.replace("K001", "\\ud800")) => refused("E_JSON").line(4).column("customer").says("surrogate");
    json_with_an_unknown_escape: json_at(3, |it| it.replace("K001", "\\x41")) => refused("E_JSON").line(4).column("customer");
    json_with_an_open_text: json_at(3, |it| it.replace("K001", "K\n001")) => refused("E_JSON").line(4).column("customer");
    json_with_single_quotes: json_at(3, |it| it.replace('"', "'")) => refused("E_JSON").line(4).says("double quotation marks");
    json_without_a_colon: json_at(3, |it| it.replacen(':', " ", 1)) => refused("E_JSON").line(4);
    json_nested_too_deep: json_at(3, |it| it.replace("\"K001\"", &"[".repeat(64))) => refused("E_JSON").line(4).says("64");
    json_after_its_end: [json_list(whole), text("\n{}")].concat() => refused("E_JSON").says("follows");
    json_with_a_nul: json_at(3, |it| it.replace("K001", "\\u0000")) => refused("E_NUL").line(4).column("customer");
    json_with_a_long_text: json_at(3, |it| it.replace("K001", &"x".repeat(2 << 20))) => refused("E_FIELD").line(4).column("customer");
}

// Parquet
cases! {
    orders_of_pandas: parquet("orders-pandas") => runs();
    a_parquet_file_with_other_values: parquet("types") => runs().warns("W_PARQUET_LEFT_OUT");
    a_parquet_file_cut_short: cut(parquet("orders-snappy")) => refused("E_PARQUET").says("cut short");
    a_damaged_parquet_file: damaged(parquet("orders-snappy")) => refused("E_PARQUET").says("damaged");
    a_parquet_file_packed_with_brotli: parquet("orders-brotli") => refused("E_PARQUET").says("Brotli");
    an_encrypted_parquet_file: [cut(parquet("orders-snappy")), text("E")].concat() => refused("E_PARQUET").says("encrypted");
}

// Columns that can be read in more than one way
cases! {
    dates_in_an_open_order: good_with("sent", &["01/02/2025", "03/04/2025"]) => runs().warns("W_DATE_ORDER");
    dates_in_two_orders_at_once: good_with("sent", &["13/02/2025", "02/13/2025"]) => runs().warns("W_DATE_MIXED");
    times_in_a_zone: good_with("sent", &["2025-03-31T20:05:07+02:00"]) => runs().warns("W_OFFSET");
    an_open_decimal_mark: good_with("weight", &["1,234", "5,678"]) => runs().warns("W_DECIMAL_MARK");
    more_decimals_than_are_kept: good_with("weight", &["0.12345678951", "1.5"]) => runs().warns("W_ROUNDED");
    decimal_points_and_commas_at_once: good_with("weight", &["1.234,56", "1,234.56"]) => runs().warns("W_DECIMAL_MIXED");
    percent_signs_here_and_there: good_with("discount", &["12 %", "0.12"]) => runs().warns("W_PERCENT");
    digits_of_other_scripts: good_with("weight", &["١٢٫٥", "１２．５", "12.5"]) => runs().warns("W_DIGITS");
    ids_in_scientific_form: good_with("ean", &["4.00638E+12", "4006381333931"]) => runs().warns("W_SCIENTIFIC");
    ids_with_leading_noughts_and_sixteen_digits: good_with("card", &["0004", "1234567890123456", "17"]) => runs();
    keys_with_characters_that_hide: good_with("key", &["K\u{200b}1", "K\u{a0}2", "K\u{ad}3"]) => runs().warns("W_INVISIBLE");
    years_of_two_digits: good_with("sent", &["31.12.24", "01.02.25"]) => runs().warns("W_YEAR");
    times_in_several_zones: good_with("sent", &["Mar 3, 2025 10:14:05 PM PST", "Jul 3, 2025 10:14:05 PM PDT"]) => runs().warns("W_ZONES");
    seconds_since_1970: good_with("sent_at", &["1743451507", "1743451508"]) => runs().warns("W_COUNTED");
    days_of_a_spreadsheet: good_with("send_date", &["45747", "45748"]) => runs().warns("W_COUNTED");
    twenty_four_hours_and_a_leap_second: good_with("sent", &["2016-12-31T23:59:60", "2025-12-31 24:00"]) => runs();
    thousands_parted_by_blanks_of_all_kinds: good_with("fee", &["1\u{a0}234,50", "12\u{2009}345,00", "1\u{202f}234,00"]) => runs();
    money_in_many_dresses: good_with("fee", &["€ 12", "12 EUR", "(12.00)", "12-", "CHF1'234", "1\u{a0}234.50"]) => runs().warns("W_CURRENCIES");
    truths_of_every_kind: good_with("member", &["ja", "oui", "1", "TRUE", "✓"]) => runs();
    amounts_in_two_currencies: good_with("fee", &["12 €", "$ 13", "14 €"]) => runs().warns("W_CURRENCIES");
    only_one_column: text("note\nfine\nbad\nfine\n") => unusable("role-missing").warns("W_ONE_COLUMN");
}

// Names and cells
cases! {
    markup_in_cells_and_headers: file!("markup.csv") => runs().without_markup();
    formulas_in_cells: file!("formulas.csv") => runs().without_formulas();
    addresses_that_begin_like_formulas: addresses(&["+ada", "=bob", "@cy", "-dan"]) => runs().without_formulas();
    markers_of_templates: good_with("note", &["{{7*7}}", "%s", "$&", "${7*7}", "<%= 7 %>"]) => runs();
    a_header_of_ten_thousand_characters: good_with(&"x".repeat(10_000), &["1"]) => runs();
    control_characters_and_reversed_text: file!("controls.csv") => runs().warns("W_INVISIBLE");
    infinite_and_not_a_number: file!("inf-nan.csv") => runs().finite();
    dates_that_do_not_exist: file!("impossible-dates.csv") => runs().warns("W_UNREAD");
}

// What the records say
cases! {
    one_record: file!("one-record.csv") => runs().without_structure().finite();
    one_customer: file!("one-customer.csv") => runs().without_structure().finite();
    one_order_a_customer: one_order_each() => runs().finite();
    a_million_orders_of_one_customer: [good(), text(&"K001,7,2024-05-06,5.00\n".repeat(1_000_000))].concat() => runs().finite();
    a_column_without_a_value: good_with("note", &[""]) => runs();
    returns_among_purchases: edited(|line| line.replace(",18.", ",-18.")) => runs().finite();
    amounts_of_300_digits: edited(|line| line.replace("18.07", "1e300").replace("47.08", "1e-300")) => runs().finite();
    no_date_column: file!("no-date.csv") => unusable("role-missing").says("date");
    no_customer_column: file!("no-customer.csv") => unusable("role-missing").says("customer");
    all_dates_missing: file!("dates-missing.csv") => runs().finite();
    no_date_that_can_be_read: text("customer,date,amount\na,soon,10.00\nb,later,11.00\nc,some day,12.00\n") => unusable("all-dates-missing").column("date").says("2025-12-31");
    all_dates_in_the_future: good() => unusable("no-usable-record").seen_before("1999-01-01").says("date");
    all_amounts_zero: file!("zero-amounts.csv") => unusable("no-usable-record").says("worth nothing");
    all_amounts_negative: file!("negative-amounts.csv") => unusable("no-usable-record");
    constant_columns: file!("constant.csv") => runs().without_structure().finite();
    nobody_agrees: file!("consent-none.csv") => unusable("nobody-permitted").consent("consent");
    sums_beyond_64_bits: huge_amounts() => unusable("amount-overflow");
}
