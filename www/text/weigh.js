// @ts-check
// How much each side of the customers counts.

export const en = {
  title: 'How much each side counts',
  lead: 'Move a slider: the shares follow at once. The segments follow when you ask for them.',
  sides: {
    value: ['Value', 'what customers are worth'],
    behaviour: ['Behaviour', 'what they do'],
    profile: ['Profile', 'who they are'],
    voice: ['Voice', 'what they say'],
  },
  counts: (/** @type {string} */ weight, /** @type {string} */ share) =>
    `weight ${weight}: ${share} of the distance`,
  nothing: 'At least one side has to count.',
  note: 'The distance is squared and over all pairs of customers. Methods that measure none (mixtures, latent classes, Gower) hardly follow a weight above 0.',
  take: 'Find segments with these weights',
  table: 'Shares as a table',
  head: ['side', 'features', 'weight', 'share of the distance'],
};

/** @type {typeof en} */
export const de = {
  title: 'Wie viel jede Seite zählt',
  lead: 'Bewegen Sie einen Regler: Die Anteile folgen sofort. Die Segmente folgen, wenn Sie danach suchen.',
  sides: {
    value: ['Wert', 'was Kunden bringen'],
    behaviour: ['Verhalten', 'was sie tun'],
    profile: ['Profil', 'wer sie sind'],
    voice: ['Stimme', 'was sie sagen'],
  },
  counts: (weight, share) => `Gewicht ${weight}: ${share} des Abstands`,
  nothing: 'Mindestens eine Seite muss zählen.',
  note: 'Der Abstand ist quadriert und über alle Paare von Kunden. Verfahren, die keinen messen (Mischungen, latente Klassen, Gower), folgen einem Gewicht über 0 kaum.',
  take: 'Segmente mit diesen Gewichten suchen',
  table: 'Anteile als Tabelle',
  head: ['Seite', 'Merkmale', 'Gewicht', 'Anteil am Abstand'],
};
