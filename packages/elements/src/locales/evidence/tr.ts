import type { Translation } from '../words.js';

/** Turkish: the words of what collects, shows and looks at evidence. */
export const tr: Translation = {
  guardHeading: 'Göndermeden önce buna bakın',
  guardCard: 'Bu, bir ödeme kartı numarasına benziyor.',
  guardNationalId: 'Bu, bir kişisel kimlik numarasına benziyor.',
  guardPassword: 'Bu, bir parolaya benziyor.',
  guardToken: 'Bu, bir erişim belirtecine benziyor.',
  guardKey: 'Bu, gizli bir anahtara benziyor.',
  guardLicenceKey: 'Bu, bir lisans anahtarına benziyor.',
  guardOtherContact: 'Bu, başka birinin adresine veya numarasına benziyor.',
  guardDiagnosis: 'Burada bir hastalığın adı geçiyor.',
  guardIn: '“{label}” alanında',
  guardInFile: '“{name}” dosyasında',
  guardInName: '“{name}” dosyasının adında',
  guardWarn: 'Yardım etmek için buna ihtiyacımız yok. Üstünü kapatın ya da olduğu gibi gönderin.',
  guardBlock: 'Bu gönderilemez. Üstünü kapatın ya da çıkarın.',
  guardCover: 'Üstünü kapat',
  guardCoverAll: 'Tümünü kapat',
  guardLeave: 'Böyle kalsın',
  guardShow: 'Göster',
  guardMore: { one: '{count} yer daha', other: '{count} yer daha' },
  guardCovered: 'Üstü kapatıldı.',
  guardNotCovered: 'Üstü kapatılamadı. Kalanını göndermek için dosyayı çıkarın.',
  guardUndo: 'Geri al',
};
