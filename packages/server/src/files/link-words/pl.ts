import type { LinkWords } from './en.js';

/** Polish. */
export const pl: LinkWords = {
  title: 'Wysyłanie pliku do pomocy technicznej',
  intro:
    'Pomoc techniczna poprosiła o plik. Może go otworzyć tylko zespół pomocy. Link przyjmuje jeden plik, a potem traci ważność.',
  script: 'Do wysłania pliku ta strona potrzebuje JavaScriptu. Włącz go i wczytaj stronę ponownie.',
  code: 'Kod',
  codeHint: 'Taki, jaki podała pomoc techniczna.',
  file: 'Plik',
  progress: 'Wysłano do tej pory',
  send: 'Wyślij plik',
  noCode: 'Wpisz kod podany przez pomoc techniczną.',
  noFile: 'Wybierz plik, o który poprosiła pomoc techniczna.',
  sending: 'Plik jest wysyłany. Nie zamykaj tej strony.',
  arrived: 'Plik {name} dotarł. Możesz zamknąć tę stronę.',
  over: 'Ten link został już użyty, wygasł lub jest niepełny. Poproś pomoc techniczną o nowy.',
  later: 'Pomoc techniczna nie może teraz przyjąć pliku. Nic nie zginęło: spróbuj ponownie za minutę.',
  offline: 'Nie udało się wysłać pliku. Sprawdź połączenie i spróbuj ponownie.',
  refused: 'Plik nie został przyjęty.',
  empty: 'Plik nie został przyjęty: jest pusty.',
  wrongType: 'Plik nie został przyjęty: pliki tego rodzaju nie są tu przyjmowane.',
  wrongContent: 'Plik nie został przyjęty: nie jest tym, na co wskazuje jego nazwa. Zapisz go na nowo i wyślij ponownie.',
  tooLarge: 'Plik nie został przyjęty: jest za duży.',
};
