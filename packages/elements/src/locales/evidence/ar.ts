import type { Translation } from '../words.js';

/** Arabic: the words of what collects, shows and looks at evidence. */
export const ar: Translation = {
  guardHeading: 'ألقِ نظرة على هذا قبل الإرسال',
  guardCard: 'يبدو هذا رقم بطاقة دفع.',
  guardNationalId: 'يبدو هذا رقم هوية شخصية.',
  guardPassword: 'تبدو هذه كلمة مرور.',
  guardToken: 'يبدو هذا رمز دخول.',
  guardKey: 'يبدو هذا مفتاحًا سريًا.',
  guardLicenceKey: 'يبدو هذا مفتاح ترخيص.',
  guardOtherContact: 'يبدو هذا عنوان شخص آخر أو رقمه.',
  guardDiagnosis: 'يرد هنا اسم مرض.',
  guardIn: 'في «{label}»',
  guardInFile: 'في الملف «{name}»',
  guardInName: 'في اسم الملف «{name}»',
  guardWarn: 'لا نحتاج إليه لمساعدتك. غطِّه أو أرسله كما هو.',
  guardBlock: 'لا يمكن إرساله. غطِّه أو احذفه.',
  guardCover: 'تغطية',
  guardCoverAll: 'تغطية الكل',
  guardLeave: 'اتركه',
  guardShow: 'إظهار',
  guardMore: {
    zero: 'لا مواضع أخرى',
    one: 'موضع آخر',
    two: 'موضعان آخران',
    few: '{count} مواضع أخرى',
    many: '{count} موضعًا آخر',
    other: '{count} موضع آخر',
  },
  guardCovered: 'تمت التغطية.',
  guardNotCovered: 'تعذّرت التغطية. أزل الملف لإرسال الباقي.',
  guardUndo: 'تراجع',
};
