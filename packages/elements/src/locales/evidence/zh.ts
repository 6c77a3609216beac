import type { Translation } from '../words.js';

/** Chinese: the words of what collects, shows and looks at evidence. */
export const zh: Translation = {
  guardHeading: '发送前请查看',
  guardCard: '这看起来像支付卡号。',
  guardNationalId: '这看起来像个人身份号码。',
  guardPassword: '这看起来像密码。',
  guardToken: '这看起来像访问令牌。',
  guardKey: '这看起来像密钥。',
  guardLicenceKey: '这看起来像许可证密钥。',
  guardOtherContact: '这看起来像他人的地址或号码。',
  guardDiagnosis: '这里提到了疾病名称。',
  guardIn: '位于“{label}”',
  guardInFile: '位于文件“{name}”',
  guardInName: '位于文件名“{name}”',
  guardWarn: '我们提供帮助不需要它。请遮盖，或按原样发送。',
  guardBlock: '无法发送。请遮盖或删除。',
  guardCover: '遮盖',
  guardCoverAll: '全部遮盖',
  guardLeave: '保留',
  guardShow: '显示',
  guardMore: { other: '还有 {count} 处' },
  guardCovered: '已遮盖。',
  guardNotCovered: '无法遮盖。请移除该文件以发送其余内容。',
  guardUndo: '撤销',
};
