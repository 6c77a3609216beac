import type { LinkWords } from './en.js';

/** Chinese (simplified). */
export const zh: LinkWords = {
  title: '向支持团队发送文件',
  intro: '支持团队请您提供一个文件。只有支持团队可以打开它。此链接只接收一个文件，之后即失效。',
  script: '此页面需要 JavaScript 才能发送文件。请启用后重新加载页面。',
  code: '代码',
  codeHint: '按支持团队告诉您的填写。',
  file: '文件',
  progress: '已发送',
  send: '发送文件',
  noCode: '请填写支持团队给您的代码。',
  noFile: '请选择支持团队需要的文件。',
  sending: '正在发送文件。请不要关闭此页面。',
  arrived: '{name} 已送达。您可以关闭此页面。',
  over: '此链接已被使用、已过期或不完整。请向支持团队索取新的链接。',
  later: '支持团队暂时无法接收文件。没有任何内容丢失：请过一分钟再试。',
  offline: '文件未能发送。请检查网络连接后重试。',
  refused: '文件未被接收。',
  empty: '文件未被接收：文件是空的。',
  wrongType: '文件未被接收：此处不接受这种类型的文件。',
  wrongContent: '文件未被接收：内容与其名称不符。请重新保存后再发送。',
  tooLarge: '文件未被接收：文件过大。',
};
