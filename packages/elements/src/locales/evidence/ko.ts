import type { Translation } from '../words.js';

/** Korean: the words of what collects, shows and looks at evidence. */
export const ko: Translation = {
  guardHeading: '보내기 전에 확인하세요',
  guardCard: '결제 카드 번호로 보입니다.',
  guardNationalId: '개인 식별 번호로 보입니다.',
  guardPassword: '비밀번호로 보입니다.',
  guardToken: '액세스 토큰으로 보입니다.',
  guardKey: '비밀 키로 보입니다.',
  guardLicenceKey: '라이선스 키로 보입니다.',
  guardOtherContact: '다른 사람의 주소나 번호로 보입니다.',
  guardDiagnosis: '병명이 적혀 있습니다.',
  guardIn: '“{label}”에 있음',
  guardInFile: '파일 “{name}”에 있음',
  guardInName: '파일 이름 “{name}”에 있음',
  guardWarn: '도와드리는 데 필요하지 않습니다. 가리거나 그대로 보내세요.',
  guardBlock: '보낼 수 없습니다. 가리거나 지우세요.',
  guardCover: '가리기',
  guardCoverAll: '모두 가리기',
  guardLeave: '그대로 두기',
  guardShow: '보기',
  guardMore: { other: '{count}곳 더' },
  guardCovered: '가렸습니다.',
  guardNotCovered: '가릴 수 없었습니다. 나머지를 보내려면 파일을 빼세요.',
  guardUndo: '실행 취소',
};
