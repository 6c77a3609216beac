import type { Translation } from '../words.js';

/** Portuguese: the words of what collects, shows and looks at evidence. */
export const pt: Translation = {
  guardHeading: 'Veja isto antes de enviar',
  guardCard: 'Parece o número de um cartão de pagamento.',
  guardNationalId: 'Parece um número de identidade pessoal.',
  guardPassword: 'Parece uma senha.',
  guardToken: 'Parece um token de acesso.',
  guardKey: 'Parece uma chave secreta.',
  guardLicenceKey: 'Parece uma chave de licença.',
  guardOtherContact: 'Parece o endereço ou o número de outra pessoa.',
  guardDiagnosis: 'Aqui há o nome de uma doença.',
  guardIn: 'Em “{label}”',
  guardInFile: 'No arquivo “{name}”',
  guardInName: 'No nome do arquivo “{name}”',
  guardWarn: 'Não precisamos disso para ajudar. Cubra ou envie como está.',
  guardBlock: 'Não pode ser enviado. Cubra ou retire.',
  guardCover: 'Cobrir',
  guardCoverAll: 'Cobrir tudo',
  guardLeave: 'Deixar assim',
  guardShow: 'Mostrar',
  guardMore: { one: 'mais {count} lugar', many: 'mais {count} lugares', other: 'mais {count} lugares' },
  guardCovered: 'Coberto.',
  guardNotCovered: 'Não foi possível cobrir. Retire o arquivo para enviar o resto.',
  guardUndo: 'Desfazer',
};
