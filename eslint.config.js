import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Text from a server or a person reaches a page as text: nothing may parse it as markup. */
const markupSinks = [
  ...['innerHTML', 'outerHTML', 'srcdoc'].map((name) => ({
    selector: `AssignmentExpression > MemberExpression.left[property.name='${name}']`,
    message: `Render nodes with a template; ${name} parses text as markup.`,
  })),
  ...['insertAdjacentHTML', 'setHTMLUnsafe', 'createContextualFragment', 'parseFromString', 'write', 'writeln'].map((name) => ({
    selector: `CallExpression[callee.property.name='${name}']${name.startsWith('write') ? "[callee.object.name='document']" : ''}`,
    message: `Render nodes with a template; ${name} parses text as markup.`,
  })),
  {
    selector: 'ImportDeclaration[source.value=/^lit(-html)?\\u002f(directives\\u002funsafe|static-html)/]',
    message: 'Server text is text: no unsafe or static templates.',
  },
];

/** What a room may not reach for, beside the imports that test/contracts checks. */
const withoutPage = [
  'window',
  'document',
  'navigator',
  'location',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'HTMLElement',
  'customElements',
];
const forbidGlobals = (names, message) => ['error', ...names.map((name) => ({ name, message }))];

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '**/.data/',
      'packages/elements/cdn/',
      'packages/elements/custom-elements.json',
      'packages/elements/types/',
      'test/.results/',
      'coverage/',
      // Each is checked by its own framework's compiler, in a folder where that is installed.
      'demo/hosts/*/{src,app}/',
      'test/hosts/interop/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', ...markupSinks],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: 'test/tsconfig.lint.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A port may be asynchronous where this side of it has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // `'unlimited' | 'never' | string` names the known words of an open list.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
    },
  },
  {
    files: ['**/*.test.ts', 'test/**/*.ts', '*.config.ts'],
    rules: {
      // `describe` and `it` of node:test give promises that the runner itself waits for.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['describe', 'it', 'test', 'suite'] }] },
      ],
      // A test reads answers as they come over the wire; an assertion says what they are.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['demo/hosts/plain/page.js'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['**/*.test.ts', 'test/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...markupSinks,
        {
          selector:
            'CallExpression > MemberExpression.callee[object.name=/^(it|test|describe|suite)$/][property.name=/^(only|skip|todo)$/]',
          message: 'Every test runs: none is skipped, focused or put off.',
        },
      ],
    },
  },
  {
    // What a command prints is its product.
    files: [
      'test/*.mjs',
      'test/behaviours/**',
      'test/support/**/*.mjs',
      'demo/*.mjs',
      'demo/hosts/*/server.mjs',
      'demo/server/main.ts',
      'packages/server/src/main.ts',
      'test/load/**',
      'test/pictures/**',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['packages/elements/src/**/*.ts'],
    extends: [
      lit.configs['flat/recommended'],
      wc.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
      litA11y.configs.recommended,
    ],
    settings: { wc: { elementBaseClasses: ['LitElement'] } },
    rules: {
      // Lit calls a listener with its element as `this`.
      '@typescript-eslint/unbound-method': 'off',
      'lit/no-invalid-escape-sequences': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/lifecycle-super': 'error',
      // A class that calls on its base is Lit's here, and that has every callback.
      'wc/guard-super-call': 'off',
      // Registration has files of its own: a class is imported without changing the page.
      'wc/define-tag-after-class-definition': 'off',
      'wc/guard-define-call': 'off',
      // Tag, class and file are named by other rules of the house: hm-status-badge, StatusBadgeElement, status-badge.ts.
      'wc/tag-name-matches-class': 'off',
      'wc/file-name-matches-element': 'off',
      'wc/expose-class-on-global': 'off',
      'wc/no-exports-with-element': 'off',
    },
  },
  {
    files: ['packages/elements/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': forbidGlobals(
        ['fetch', 'XMLHttpRequest', 'EventSource', 'WebSocket', 'indexedDB'],
        'Elements show things; ask the client for them.',
      ),
    },
  },
  {
    files: ['packages/client/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': forbidGlobals(
        ['document', 'HTMLElement', 'customElements'],
        'The client knows no page: its tests need none.',
      ),
    },
  },
  {
    files: ['packages/schema/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': forbidGlobals(
        [...withoutPage, 'fetch', 'process', 'Buffer', 'setTimeout', 'setInterval', 'performance', 'crypto'],
        'The schema package is pure: no input, output, clock, chance or page.',
      ),
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is passed in.' },
        { object: 'Math', property: 'random', message: 'Chance is passed in.' },
      ],
    },
  },
);
