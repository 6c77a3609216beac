import type { Translation } from '../words.js';

/** Japanese: the words of what collects, shows and looks at evidence. */
export const ja: Translation = {
  guardHeading: '送信する前にご確認ください',
  guardCard: '支払いカードの番号のようです。',
  guardNationalId: '個人の識別番号のようです。',
  guardPassword: 'パスワードのようです。',
  guardToken: 'アクセストークンのようです。',
  guardKey: '秘密鍵のようです。',
  guardLicenceKey: 'ライセンスキーのようです。',
  guardOtherContact: 'ほかの人のアドレスか番号のようです。',
  guardDiagnosis: '病名が書かれています。',
  guardIn: '「{label}」の中',
  guardInFile: 'ファイル「{name}」の中',
  guardInName: 'ファイル「{name}」の名前',
  guardWarn: 'サポートには必要ありません。隠すか、このまま送信してください。',
  guardBlock: 'このままでは送信できません。隠すか、取り除いてください。',
  guardCover: '隠す',
  guardCoverAll: 'すべて隠す',
  guardLeave: 'このままにする',
  guardShow: '表示',
  guardMore: { other: 'ほか{count}か所' },
  guardCovered: '隠しました。',
  guardNotCovered: '隠せませんでした。残りを送信するには、このファイルを外してください。',
  guardUndo: '元に戻す',
};
