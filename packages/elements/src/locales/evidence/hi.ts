import type { Translation } from '../words.js';

/** Hindi: the words of what collects, shows and looks at evidence. */
export const hi: Translation = {
  guardHeading: 'भेजने से पहले इसे देखें',
  guardCard: 'यह किसी भुगतान कार्ड का नंबर लगता है।',
  guardNationalId: 'यह निजी पहचान संख्या लगती है।',
  guardPassword: 'यह पासवर्ड लगता है।',
  guardToken: 'यह एक्सेस टोकन लगता है।',
  guardKey: 'यह गुप्त कुंजी लगती है।',
  guardLicenceKey: 'यह लाइसेंस कुंजी लगती है।',
  guardOtherContact: 'यह किसी और का पता या नंबर लगता है।',
  guardDiagnosis: 'यहाँ किसी बीमारी का नाम है।',
  guardIn: '“{label}” में',
  guardInFile: 'फ़ाइल “{name}” में',
  guardInName: 'फ़ाइल “{name}” के नाम में',
  guardWarn: 'मदद के लिए हमें इसकी ज़रूरत नहीं है। इसे ढकें, या जैसा है वैसा भेजें।',
  guardBlock: 'यह भेजा नहीं जा सकता। इसे ढकें या निकाल दें।',
  guardCover: 'ढकें',
  guardCoverAll: 'सब ढकें',
  guardLeave: 'रहने दें',
  guardShow: 'दिखाएँ',
  guardMore: { one: '{count} और जगह', other: '{count} और जगहें' },
  guardCovered: 'ढक दिया गया।',
  guardNotCovered: 'इसे ढका नहीं जा सका। बाकी भेजने के लिए फ़ाइल हटाएँ।',
  guardUndo: 'पूर्ववत करें',
};
