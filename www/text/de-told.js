// @ts-check
// What the engine says of a file or a run, in German: one entry a code. The
// English stands in the engine.

import {
  plural,
  AGAIN,
  SAVE_AS,
  KINDS,
  REPAIR,
  JSON_KINDS,
  PARQUET_KINDS,
  UNREADABLE,
  ORDERS,
  VALUES,
  COUNTED,
  QUOTES,
  CHOICES,
  choice,
  ROLES,
  TOO_LARGE,
  reasons,
  expected,
  malformed,
  ARCHIVES,
  SAVE_SHEET,
  SPLIT,
} from './de-told-words.js';

/** @type {import('../told.js').Told} */
export const told = {
  // Refusals of a file
  E_ARCHIVE: ({ kind }) => [
    `Das Archiv ${ARCHIVES[kind] ?? kind}.`,
    'Exportieren Sie die Datei noch einmal, oder laden Sie sie neu herunter.',
  ],
  E_CELLS: ({ part, limit }) => [
    `„${part}“ der Arbeitsmappe hat mehr als ${limit} Zellen.`,
    'Lassen Sie Spalten weg, die Sie nicht brauchen, oder teilen Sie es nach Datum.',
  ],
  E_CHANGED: ({ what }) => [
    `Die Datei ließ sich nicht zu Ende lesen (der Browser sagt: „${what}“).`,
    'Vielleicht wurde sie verschoben oder geändert. Öffnen Sie sie noch einmal.',
  ],
  E_COLS: ({ limit }) => [
    `Ein Datensatz hat mehr als ${limit} Spalten.`,
    'Wählen Sie das Trennzeichen, oder lassen Sie beim Export Spalten weg.',
  ],
  E_COLUMN: ({ position, columns }) => [
    `Eine Spalte Nummer ${position} gibt es nicht; die Datei hat ${columns} ${plural(columns, 'Spalte', 'Spalten')}.`,
    'Wählen Sie unter den Spalten, die es gibt.',
  ],
  E_DECIDED: ({ column }) => [
    `Eine Spalte „${column}“, zu der etwas angegeben ist, gibt es nicht.`,
    'Wählen Sie unter den Spalten, die es gibt.',
  ],
  E_DECIMAL_MARK: ({ mark }) => [
    `„${mark}“ ist kein Dezimalzeichen.`,
    'Wählen Sie Punkt oder Komma.',
  ],
  E_DTD: ({ part }) => [
    `„${part}“ der Arbeitsmappe erklärt einen Dokumenttyp; das tut kein Tabellenprogramm.`,
    SAVE_SHEET,
  ],
  E_DECIMAL_COMMA: ({ expected, found }) => [
    `Kommas trennen die Spalten und die Nachkommastellen: Die Kopfzeile hat ${expected} Felder, die Datensätze haben ${found}.`,
    'Exportieren Sie mit Semikolons oder mit Dezimalpunkt.',
  ],
  E_EMPTY: () => ['Die Datei ist leer.', AGAIN],
  E_ENCODING: (of) => of.byte ? malformed(of) : [
    `„${of.encoding}“ ist kein Name einer Kodierung.`,
    'Bekannt sind utf-8, windows-1252, utf-16le, iso-8859-15, shift_jis und die übrigen des WHATWG Encoding Standard.',
  ],
  E_ENTRIES: ({ limit }) => [
    `Das Archiv hat mehr als ${limit} Einträge.`,
    'Nehmen Sie die Dateien zuerst heraus.',
  ],
  E_FIELD: ({ limit }) => [
    `Ein Feld ist länger als ${limit} Byte.`,
    'Prüfen Sie das Trennzeichen und die Anführungszeichen dieser Zeile.',
  ],
  E_GZIP: ({ kind, byte }) => [
    `Das gzip-Archiv ist ${kind === 'cut-short' ? 'abgeschnitten' : 'beschädigt'}; bemerkt bei Byte ${byte} der Datei.`,
    'Exportieren Sie die Datei noch einmal, oder laden Sie sie neu herunter.',
  ],
  E_JSON: ({ kind, found }) => {
    const [what, hint] = JSON_KINDS[kind] ?? [kind, REPAIR];
    return [what + (found ? ` („${found}“).` : '.'), hint];
  },
  E_JSON_SHAPE: () => [
    'Die Datei ist JSON, enthält aber keine Liste von Objekten.',
    'Exportieren Sie eine Liste von Objekten, eines für jeden Datensatz, oder ein Objekt auf jeder Zeile.',
  ],
  E_MEMORY: ({ limit }) => [
    `Die Tabelle bräuchte mehr als ${limit} MiB Speicher.`,
    'Lassen Sie Spalten weg, die Sie nicht brauchen, oder teilen Sie die Datei nach Datum.',
  ],
  E_NESTED: ({ part }) => [
    `„${part}“ ist selbst ein Archiv oder eine Arbeitsmappe.`,
    'Nehmen Sie es heraus, und öffnen Sie es für sich.',
  ],
  E_NO_ROWS: ({ names, expected, ragged }) => [
    ragged === '0'
      ? `Die Datei nennt ihre Spalten (${names}), hat aber keinen Datensatz.`
      : `Kein Datensatz hat ${expected} Felder wie erwartet (${names}); ${plural(ragged, 'einer wurde', `${ragged} wurden`)} beiseitegelegt.`,
    AGAIN,
  ],
  E_NUL: () => [
    'Wo Text stehen sollte, steht ein NUL-Byte.',
    'Die Datei ist beschädigt oder kein Text; exportieren Sie sie noch einmal.',
  ],
  E_PART: ({ part, limit }) => [
    `„${part}“ des Archivs hat mehr als ${limit} MiB.`,
    SPLIT,
  ],
  E_PARQUET: ({ kind, found }) => {
    const [what, hint] = PARQUET_KINDS[kind]?.(found ?? '') ?? [kind, UNREADABLE];
    return [`Die Parquet-Datei ${what}.`, hint];
  },
  E_PASSWORD: () => [
    'Ein Passwort schützt die Datei.',
    'Öffnen Sie sie, nehmen Sie das Passwort heraus, und speichern Sie sie noch einmal.',
  ],
  E_QUOTE: () => [
    'Hier öffnet sich ein Anführungszeichen, das nirgends geschlossen wird.',
    'Schließen Sie es, oder verdoppeln Sie es, wo es zum Text gehört.',
  ],
  E_RANGE: ({ part, reference }) => [
    `„${part}“ der Arbeitsmappe hat eine Zelle bei ${reference}; die letzte eines Blatts ist XFD1048576.`,
    SAVE_SHEET,
  ],
  E_RATIO: ({ limit }) => [
    `Das Archiv wächst auf mehr als das ${limit}-Fache seiner Größe; das tut keine ehrliche Tabelle.`,
    'Entpacken Sie es selbst, und nehmen Sie den Text.',
  ],
  E_ROW: ({ limit }) => [
    `Ein Datensatz ist länger als ${limit} Byte.`,
    'Prüfen Sie die Zeilenenden der Datei.',
  ],
  E_SEPARATOR: ({ delimiter }) => [
    `„${delimiter}“ kann keine Spalten trennen.`,
    'Wählen Sie Komma, Semikolon, Tabulator, Strich oder Leerzeichen.',
  ],
  E_SHEET: ({ part, parts }) => [
    `Einen Teil „${part}“ hat die Datei nicht; sie hat ${parts}.`,
    'Wählen Sie einen davon.',
  ],
  E_SIZE: ({ limit }) => [
    `Die Datei enthält mehr als ${limit} GiB Text.`,
    'Teilen Sie sie nach Datum, und nehmen Sie einen Teil nach dem anderen.',
  ],
  E_TYPE: ({ kind }) => {
    const [what, hint] = KINDS[kind] ?? [kind, SAVE_AS];
    return [`Die Datei ist ${what}, keine Tabelle aus getrenntem Text.`, hint];
  },
  E_WORKBOOK: () => [
    'Die Arbeitsmappe ließ sich nicht lesen; sie ist nicht so geschrieben, wie Tabellenprogramme es tun.',
    SAVE_SHEET,
  ],
  E_UTF16: malformed,
  E_UTF8: () => [
    'Ein Byte ist kein gültiges UTF-8; der Text davor war es.',
    'Wählen Sie die Kodierung: Die meisten solchen Dateien sind windows-1252.',
  ],
  E_WIDTHS: ({ ragged, records, expected, delimiter }) => [
    `${ragged} von ${records} Datensätzen haben zwischen den Trennzeichen „${delimiter}“ nicht ${expected} Felder wie die übrigen.`,
    'Prüfen Sie das Trennzeichen, und ob Texte, die es enthalten, in Anführungszeichen stehen.',
  ],

  // Warnings about a file
  W_COUNTED: ({ unit }) => [
    `Die Zahlen wurden als Datum gelesen: Sie zählen ${COUNTED[unit] ?? unit}.`,
  ],
  W_CURRENCIES: ({ count }) => [
    `${count} ${plural(count, 'Betrag hat', 'Beträge haben')} eine andere Währung als die übrigen.`,
  ],
  W_CUT: ({ count, expected, found }) => [
    `${count} ${plural(count, 'Datensatz hat', 'Datensätze haben')} mehr als ${expected} Felder; was darüber hinausgeht, wurde weggelassen. Der erste hat ${found}.`,
  ],
  W_DATE_MIXED: () => [
    'In manchen Datumsangaben steht der Tag vorn, in manchen der Monat; darum blieb die Spalte Text. Exportieren Sie sie in einer Reihenfolge.',
  ],
  W_DATE_ORDER: ({ order }) => [
    `Die Datumsangaben lassen sich in mehr als einer Reihenfolge lesen; gelesen wurden sie als ${ORDERS[order] ?? order}. Wählen Sie die Reihenfolge unter „Wie die Datei gelesen wurde“, wenn das falsch ist.`,
  ],
  W_DECIMAL_MARK: () => [
    'Das Dezimalzeichen kann ein Punkt oder ein Komma sein; wählen Sie es, wenn die Zahlen falsch sind.',
  ],
  W_DECIMAL_MIXED: () => [
    'Manche Zahlen haben einen Dezimalpunkt, manche ein Dezimalkomma; darum blieb die Spalte Text. Exportieren Sie sie mit einem Zeichen.',
  ],
  W_DELIMITER: ({ delimiter, other }) => [
    `Die Spalten trennt „${delimiter}“, doch „${other}“ passte fast ebenso gut; wählen Sie es, wenn sie falsch sind.`,
  ],
  W_DIGITS: ({ count }) => [
    `${count} ${plural(count, 'Zahl steht', 'Zahlen stehen')} in Ziffern einer anderen Schrift da.`,
  ],
  W_ENCODING: ({ encoding }) => [
    `Der Text ist kein UTF-8; er wurde als ${encoding} gelesen. Sehen Sie nach Umlauten und Akzenten, und wählen Sie die Kodierung, wenn sie falsch sind.`,
  ],
  W_END_MARK: () => ['Das Zeichen 0x1A am Ende der Datei wurde weggelassen.'],
  W_FOOTER: ({ count, text }) => [
    `${count} der letzten Datensätze ${plural(count, 'sieht aus wie eine Summe', 'sehen aus wie Summen')}, der erste davon beginnt mit „${text}“; sie blieben Datensätze.`,
  ],
  W_HEADER_AGAIN: ({ count }) => [
    `${count} ${plural(count, 'Datensatz wiederholt', 'Datensätze wiederholen')} die Namen der Spalten und ${plural(count, 'wurde', 'wurden')} beiseitegelegt; was darunter steht, blieb. Gehört es zu einer anderen Tabelle, lassen Sie die Tabelle dort enden.`,
  ],
  W_HEADER_EMPTY: () => [
    'Spalten ohne Namen wurden nach ihrer Stelle benannt.',
  ],
  W_HEADER_TWICE: () => [
    'Spalten gleichen Namens wurden nummeriert, wie in „email (2)“.',
  ],
  W_INVISIBLE: ({ count }) => [
    `${count} ${plural(count, 'Text enthält', 'Texte enthalten')} Zeichen, die man nicht sieht, etwa ein geschütztes Leerzeichen oder eines ohne Breite.`,
  ],
  W_JSON_ENTRIES: ({ count, list }) => [
    `${count} ${plural(count, 'Datensatz ist ein Eintrag', 'Datensätze sind Einträge')} von „${list}“; was um diese Liste herum steht, wird neben jedem davon wiederholt. Eine Summe dort zählt darum einmal je Objekt, nicht einmal je Datensatz.`,
  ],
  W_JSON_LEFT_OUT: ({ count, lists }) => [
    `${count} weitere ${plural(count, 'Liste von Objekten wurde', 'Listen von Objekten wurden')} weggelassen: ${lists}.`,
  ],
  W_JSON_LIST: ({ list }) => [
    `Die Datensätze sind die Einträge von „${list}“; was sonst in der Datei steht, wurde weggelassen.`,
  ],
  W_JSON_SKIPPED: ({ count }) => [
    `${count} ${plural(count, 'Wert ist kein Objekt und wurde', 'Werte sind keine Objekte und wurden')} beiseitegelegt.`,
  ],
  W_JSON_TWICE: ({ count }) => [
    `${count} ${plural(count, 'Name steht', 'Namen stehen')} in einem Objekt zweimal; genommen wurde der spätere Wert.`,
  ],
  W_LINKS: () => [
    'Die Arbeitsmappe verweist auf andere Dateien; gelesen wurden die Werte, die sie zuletzt von dort hatte.',
  ],
  W_MACROS: () => [
    'Die Arbeitsmappe enthält Makros; nichts davon wurde ausgeführt oder gelesen.',
  ],
  W_OFFSET: ({ count }) => [
    `Die Zeitzone neben ${count} ${plural(count, 'Uhrzeit', 'Uhrzeiten')} wurde weggelassen; Tage sind die, die in der Datei stehen.`,
  ],
  W_MISDECODED: ({ count }) => [
    `${count} Zeichen ${plural(count, 'wurde', 'wurden')} falsch dekodiert, bevor die Datei geschrieben wurde; gelesen ${plural(count, 'wurde es als der Strich, das Anführungszeichen oder der Buchstabe', 'wurden sie als die Striche, Anführungszeichen und Buchstaben')} aus Windows-1252.`,
  ],
  W_ONE_COLUMN: () => [
    'Es wurde nur eine Spalte gefunden. Sollten es mehr sein, wählen Sie das Trennzeichen.',
  ],
  W_PARQUET_LEFT_OUT: ({ count, columns }) => [
    `${count} ${plural(count, 'Spalte', 'Spalten')} mit Listen von Objekten oder anderem, was keine einfachen Werte sind, ${plural(count, 'wurde', 'wurden')} weggelassen: ${columns}.`,
  ],
  W_PADDED: ({ count, expected, found }) => [
    `${count} ${plural(count, 'Datensatz hat', 'Datensätze haben')} weniger als ${expected} Felder; was fehlt, zählt als leer. Der erste hat ${found}.`,
  ],
  W_PERCENT: ({ count }) => [
    `${count} ${plural(count, 'Zahl hat', 'Zahlen haben')} kein Prozentzeichen, die übrigen schon; gelesen wurden alle, wie sie dastehen: 12 % als 12.`,
  ],
  W_PREAMBLE: ({ count, expected }) => [
    `${count} ${plural(count, 'Zeile', 'Zeilen')} über der Tabelle mit ${expected} ${plural(expected, 'Spalte', 'Spalten')} ${plural(count, 'wurde', 'wurden')} beiseitegelegt.`,
  ],
  W_QUOTE: ({ how }) => [
    `In dieser Datei ${QUOTES[how] ?? how}; so wurde sie gelesen.`,
  ],
  W_RAGGED: ({ count, expected, found }) => [
    `${count} ${plural(count, 'Datensatz hat', 'Datensätze haben')} nicht ${expected} Felder und ${plural(count, 'wurde', 'wurden')} beiseitegelegt; der erste hat ${found}.`,
  ],
  W_ROUNDED: ({ count }) => [
    `${count} ${plural(count, 'Zahl wurde', 'Zahlen wurden')} auf 9 Nachkommastellen gerundet.`,
  ],
  W_SCIENTIFIC: ({ count }) => [
    `${count} ${plural(count, 'Wert steht', 'Werte stehen')} in wissenschaftlicher Form da, wie ein Tabellenprogramm lange Nummern schreibt; Ziffern können verloren sein.`,
  ],
  W_SHEETS: ({ part, others }) => [
    `Gelesen wurde „${part}“; die Datei enthält außerdem ${others}. Wählen Sie einen anderen Teil, wenn dies der falsche ist.`,
  ],
  W_STRAY_QUOTE: ({ count }) => [
    `${count} ${plural(count, 'Feld enthält', 'Felder enthalten')} ein Anführungszeichen, das nichts öffnet oder schließt; gelesen ${plural(count, 'wurde es', 'wurden sie')}, wie es dasteht.`,
  ],
  W_TABLES: ({ count }) => [
    `Die Tabelle endet, wo die Namen ihrer Spalten wiederkehren; ${count} ${plural(count, 'Datensatz', 'Datensätze')} darunter ${plural(count, 'wurde', 'wurden')} weggelassen.`,
  ],
  W_TRAILING_DELIMITER: () => [
    'Jeder Datensatz endet mit einem Trennzeichen; die leere letzte Spalte wurde weggelassen.',
  ],
  W_UNREAD: ({ count, kind }) => [
    `${count} ${plural(count, 'Wert ist', 'Werte sind')} nicht als ${VALUES[kind] ?? kind} lesbar und ${plural(count, 'zählt', 'zählen')} als fehlend.`,
  ],
  W_YEAR: ({ count }) => [
    `${count} ${plural(count, 'zweistellige Jahreszahl wurde', 'zweistellige Jahreszahlen wurden')} als 1969 bis 2068 gelesen.`,
  ],
  W_ZONES: ({ count, offset }) => [
    `Die Uhrzeiten haben verschiedene Zeitzonen; ${count} ${plural(count, 'wurde', 'wurden')} auf ${offset} gebracht, die der übrigen.`,
  ],

  // Refusals of a run
  'all-dates-missing': ({ read, column }) => [
    `Keine Zeile von ${read} hat in der Spalte „${column}“ ein lesbares Datum; erwartet werden Tage wie 2025-12-31.`,
    'Wählen Sie die Spalte mit dem Tag der Bestellung, oder die Reihenfolge von Tag und Monat.',
  ],
  'amount-overflow': () => [
    'Die Beträge ergeben zusammen mehr, als sich genau zählen lässt.',
    'Prüfen Sie, ob in der Spalte der Beträge Geld steht und keine Nummern.',
  ],
  'bad-parameter': ({ parameter, found, least, most }) => [
    `Im Plan ist „${parameter}“ gleich ${found}; erwartet wird ${expected(least, most)}.`,
    'Ändern Sie es im Plan.',
  ],
  'bad-rule': ({ said }) => [`In einer Regel stimmt etwas nicht: ${said}.`, 'Ändern Sie es im Plan.'],
  'bad-plan': () => [
    'Diese Datei ist kein Plan: Erwartet wird JSON mit Version, Leseart, Bedeutungen und einem Zweck, den Kindred kennt.',
    'Wählen Sie eine plan.json, die Kindred gespeichert hat.',
  ],
  cancelled: () => ['Angehalten.', 'Starten Sie wieder, wann Sie mögen.'],
  'consent-column-missing': () => [
    'Grundlage ist die Einwilligung, aber keine Spalte sagt, wer sie gegeben hat.',
    'Nennen Sie die Spalte mit der Einwilligung, oder wählen Sie die Grundlage, die gilt.',
  ],
  'no-purpose': () => [
    'Es wurde nichts gerechnet: Noch fehlt der Zweck.',
    'Wählen Sie unten, warum Sie diese Kunden ansehen.',
  ],
  'no-usable-record': (of) => [
    `Keine Zeile von ${of.read} hat einen Kunden, ein brauchbares Datum und einen Wert: ${reasons(of)}.`,
    'Prüfen Sie die Bedeutung der Spalten und den Stichtag.',
  ],
  'nobody-permitted': ({ customers }) => [
    `Von ${customers} Kunden hat keiner zugestimmt.`,
    'Prüfen Sie die Spalte mit der Einwilligung und die Wörter darin.',
  ],
  'plan-version': ({ found, known }) => [
    `Der Plan hat die Version ${found}; erwartet wird ${known}.`,
    'Nehmen Sie einen Plan aus dieser Version von Kindred.',
  ],
  'role-missing': ({ role }) => [
    `Keine Spalte nennt ${ROLES[role] ?? role}.`,
    'Sagen Sie unter „Bedeutung“, welche Spalte es ist.',
  ],
  'role-twice': ({ role, first, second }) => [
    `Die Spalten „${first}“ und „${second}“ nennen beide ${ROLES[role] ?? role}.`,
    'Geben Sie einer davon eine andere Bedeutung.',
  ],
  'money-differs': ({ first, second }) => [
    `„${first}“ und „${second}“ nennen ihr Geld auf verschiedene Weise: einmal als Betrag oder Preis, einmal gar nicht oder nicht, bevor es berichtigt ist.`,
    'Sagen Sie in beiden, welche Spalte das Geld nennt, oder sehen Sie eine Datei nach der anderen an.',
  ],
  'no-purchases': () => [
    'Keine der Dateien enthält Bestellungen oder deren Zeilen.',
    'Öffnen Sie eine Datei mit Bestellungen, oder sagen Sie, welche es ist.',
  ],
  'sources-differ': ({ plan, files }) => [
    `Der Plan ist für ${plan} ${plural(plan, 'Datei', 'Dateien')}; geladen ${plural(files, 'ist eine', `sind ${files}`)}.`,
    'Öffnen Sie die Dateien, für die der Plan gemacht wurde, in ihrer Reihenfolge.',
  ],
  'too-few-customers': ({ found, needed }) => [
    `${plural(found, 'Ein Kunde ist', `${found} Kunden sind`)} zu wenig; gebraucht werden mindestens ${needed}.`,
    'Nehmen Sie mehr Kunden hinzu, oder verlangen Sie weniger Gruppen.',
  ],
  'too-large': ({ why }) => [
    `Die Datei ist zu groß, um auf einmal gehalten zu werden, und kann nicht Teil für Teil der Kunden gelesen werden: ${TOO_LARGE[why] ?? 'Ein Wert steht in der einen oder der anderen von zwei Spalten'}.`,
    'Teilen Sie die Datei nach Datum, und sehen Sie einen Teil nach dem anderen an.',
  ],
  'unknown-column': ({ column, known }) => [
    `Der Plan nennt die Spalte „${column}“, die es in der Datei nicht gibt. Es gibt: ${known}.`,
    'Prüfen Sie, ob der Plan zu dieser Datei gehört.',
  ],
  'unknown-feature': ({ column, known }) => [
    `Der Plan nennt das Merkmal „${column}“, das diese Datei nicht hergibt. Sie gibt her: ${known}.`,
    'Nehmen Sie es aus dem Plan, oder geben Sie den Spalten, die es braucht, ihre Bedeutung.',
  ],
  'worker-crashed': ({ what }) => [
    `Ein Teil der Rechenmaschine blieb unerwartet stehen (technisch: „${what}“).`,
    'Was geladen war, ist noch da. Versuchen Sie es noch einmal.',
  ],

  // Of the session and of the page
  'bad-request': ({ what }) => [
    `Die Rechenmaschine versteht nicht, worum die Seite sie bittet (technisch: „${what}“).`,
    'Haben Sie einen Plan geladen, dann prüfen Sie ihn. Sonst laden Sie die Seite neu.',
  ],
  internal: ({ what }) => [
    `Die Rechenmaschine blieb unerwartet stehen (technisch: „${what}“).`,
    'Ihre Datei ist noch offen und wird mit Ihrem nächsten Schritt noch einmal gelesen.',
  ],
  'nothing-loaded': () => [
    'Es ist keine Datei geladen.',
    'Öffnen Sie eine Datei, oder nehmen Sie das Beispiel.',
  ],
  'nothing-run': () => [
    'Es gibt noch keine Segmente.',
    'Wählen Sie einen Zweck, und lassen Sie zuerst Segmente finden.',
  ],
  'plan-reading': ({ option, found, expected }) => [
    `Die Datei wurde nicht so gelesen, wie der Plan es sagt: ${CHOICES[option] ?? option} ist ${choice(found)}, erwartet ${choice(expected)}.`,
    'Lesen Sie die Datei noch einmal so, wie der Plan es sagt, oder lassen Sie dies im Plan offen.',
  ],
  'no-engine': () => [
    'Die Rechenmaschine ließ sich in diesem Browser nicht starten.',
    'Kindred braucht WebAssembly mit SIMD: Chrome 91, Firefox 89, Safari 16.4 oder neuer.',
  ],
  'a-folder': () => [
    'Das ist ein Ordner, keine Datei.',
    'Öffnen Sie den Ordner, und ziehen Sie die Dateien darin hierher.',
  ],
  unexpected: () => [
    'In dieser Seite ging etwas schief, das nicht hätte schiefgehen dürfen.',
    'Ihre Datei ist unverändert. Laden Sie die Seite neu, und versuchen Sie es noch einmal.',
  ],
};
