import type { Translation } from '../words.js';

/** Ukrainian: the words of what collects, shows and looks at evidence. */
export const uk: Translation = {
  guardHeading: 'Погляньте на це перед надсиланням',
  guardCard: 'Це схоже на номер платіжної картки.',
  guardNationalId: 'Це схоже на особистий ідентифікаційний номер.',
  guardPassword: 'Це схоже на пароль.',
  guardToken: 'Це схоже на токен доступу.',
  guardKey: 'Це схоже на секретний ключ.',
  guardLicenceKey: 'Це схоже на ліцензійний ключ.',
  guardOtherContact: 'Це схоже на адресу або номер іншої людини.',
  guardDiagnosis: 'Тут названо хворобу.',
  guardIn: 'У полі «{label}»',
  guardInFile: 'У файлі «{name}»',
  guardInName: 'У назві файлу «{name}»',
  guardWarn: 'Щоб допомогти, нам це не потрібно. Закрийте це або надішліть як є.',
  guardBlock: 'Це не можна надіслати. Закрийте це або приберіть.',
  guardCover: 'Закрити',
  guardCoverAll: 'Закрити все',
  guardLeave: 'Залишити',
  guardShow: 'Показати',
  guardMore: { one: 'ще {count} місце', few: 'ще {count} місця', many: 'ще {count} місць', other: 'ще {count} місця' },
  guardCovered: 'Закрито.',
  guardNotCovered: 'Не вдалося закрити. Вилучіть файл, щоб надіслати решту.',
  guardUndo: 'Скасувати',
};
