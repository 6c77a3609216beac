import type { LinkWords } from './en.js';

/** Turkish. */
export const tr: LinkWords = {
  title: 'Desteğe dosya gönderin',
  intro: 'Destek sizden bir dosya istedi. Dosyayı yalnızca destek ekibi açabilir. Bağlantı bir dosya alır ve sonra sona erer.',
  script: 'Bu sayfanın dosya göndermek için JavaScript’e ihtiyacı var. Açın ve sayfayı yeniden yükleyin.',
  code: 'Kod',
  codeHint: 'Desteğin size verdiği gibi.',
  file: 'Dosya',
  progress: 'Şimdiye kadar gönderilen',
  send: 'Dosyayı gönder',
  noCode: 'Desteğin size verdiği kodu yazın.',
  noFile: 'Desteğin istediği dosyayı seçin.',
  sending: 'Dosya gönderiliyor. Bu sayfayı açık tutun.',
  arrived: '{name} ulaştı. Bu sayfayı kapatabilirsiniz.',
  over: 'Bu bağlantı kullanılmış, süresi dolmuş ya da eksik. Destekten yeni bir tane isteyin.',
  later: 'Destek dosyayı şu anda alamıyor. Hiçbir şey kaybolmadı: bir dakika sonra yeniden deneyin.',
  offline: 'Dosya gönderilemedi. Bağlantınızı kontrol edip yeniden deneyin.',
  refused: 'Dosya kabul edilmedi.',
  empty: 'Dosya kabul edilmedi: boş.',
  wrongType: 'Dosya kabul edilmedi: bu türdeki dosyalar burada kabul edilmiyor.',
  wrongContent: 'Dosya kabul edilmedi: içeriği adının söylediği gibi değil. Yeniden kaydedip onu gönderin.',
  tooLarge: 'Dosya kabul edilmedi: çok büyük.',
};
