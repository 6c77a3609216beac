import type { Translation } from '../words.js';

/** Hebrew: the words of what collects, shows and looks at evidence. */
export const he: Translation = {
  guardHeading: 'כדאי להסתכל על זה לפני השליחה',
  guardCard: 'זה נראה כמו מספר של כרטיס תשלום.',
  guardNationalId: 'זה נראה כמו מספר זהות אישי.',
  guardPassword: 'זה נראה כמו סיסמה.',
  guardToken: 'זה נראה כמו אסימון גישה.',
  guardKey: 'זה נראה כמו מפתח סודי.',
  guardLicenceKey: 'זה נראה כמו מפתח רישיון.',
  guardOtherContact: 'זה נראה כמו כתובת או מספר של אדם אחר.',
  guardDiagnosis: 'מוזכרת כאן מחלה.',
  guardIn: 'ב־„{label}”',
  guardInFile: 'בקובץ „{name}”',
  guardInName: 'בשם הקובץ „{name}”',
  guardWarn: 'אין לנו צורך בזה כדי לעזור. אפשר לכסות את זה או לשלוח כמו שזה.',
  guardBlock: 'אי אפשר לשלוח את זה. יש לכסות או להסיר.',
  guardCover: 'כיסוי',
  guardCoverAll: 'כיסוי הכול',
  guardLeave: 'להשאיר',
  guardShow: 'הצגה',
  guardMore: { one: 'עוד מקום אחד', two: 'עוד שני מקומות', other: 'עוד {count} מקומות' },
  guardCovered: 'כוסה.',
  guardNotCovered: 'לא ניתן היה לכסות. יש להסיר את הקובץ כדי לשלוח את השאר.',
  guardUndo: 'ביטול',
};
