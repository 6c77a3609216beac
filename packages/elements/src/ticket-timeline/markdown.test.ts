import { assert } from '@open-wc/testing';
import { render } from 'lit';
import { renderMarkdown } from './markdown.js';

function draw(text: string): HTMLElement {
  const element = document.createElement('div');
  render(renderMarkdown(text), element);
  return element;
}

/** What is drawn, without Lit's own marks and without the spaces of its templates, which a build folds. */
const markOf = (element: HTMLElement) => element.innerHTML.replace(/<!--.*?-->/gs, '').replace(/\n {4,}/g, '');

describe('The words of a message', () => {
  for (const [typed, shown] of [
    ['plain', '<p>plain</p>'],
    ['*one* **two** ~~three~~', '<p><em>one</em> <strong>two</strong> <s>three</s></p>'],
    ['a `<b>` c', '<p>a <code>&lt;b&gt;</code> c</p>'],
    ['```js\na < b\n```', '<pre tabindex="0"><code>a &lt; b</code></pre>'],
    ['``` what I saw:\na\n```', '<p>``` what I saw:\na\n```</p>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['> said\n\nanswered', '<blockquote><p>said</p></blockquote><p>answered</p>'],
    ['# Not a heading of the page', '<p><strong>Not a heading of the page</strong></p>'],
    ['one\ntwo', '<p>one\ntwo</p>'],
    ['\\*not\\*', '<p>*not*</p>'],
    ['![a picture](https://example.com/p.png)', '<p>![a picture](https://example.com/p.png)</p>'],
    ['[a]: https://example.com', '<p>[a]: https://example.com</p>'],
    ['---', '<p>---</p>'],
  ] as const) {
    it(`are drawn as they are meant: ${JSON.stringify(typed)}`, () => {
      assert.strictEqual(markOf(draw(typed)), shown);
    });
  }

  it('link to addresses of pages, of mail and of telephones, typed out or named', () => {
    const drawn = draw('https://example.com/a_b [x](http://e.com) [m](mailto:a@b.example) [t](tel:+123) a@b.example');
    const links = [...drawn.querySelectorAll('a')];
    assert.deepEqual(
      links.map(({ href }) => href),
      ['https://example.com/a_b', 'http://e.com/', 'mailto:a@b.example', 'tel:+123', 'mailto:a@b.example'],
    );
    assert.strictEqual(links[0]!.rel, 'noopener noreferrer nofollow');
  });

  for (const address of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    '//example.com',
    '/relative',
    '#fragment',
  ]) {
    it(`never link elsewhere: ${address}`, () => {
      const drawn = draw(`[x](${address}) [y](<${address}>) <${address}>`);
      assert.strictEqual(drawn.querySelector('a'), null);
      assert.include(drawn.textContent, '[x](');
    });
  }

  it('show raw HTML as it was typed', () => {
    const typed = '<img src=x onerror="alert(1)"> and <b>b</b>\n\n<script>alert(1)</script>\n\n<div>\n*x*\n</div>';
    const drawn = draw(typed);
    assert.strictEqual(drawn.querySelector('img, b, script, div > div'), null);
    for (const part of ['<img src=x onerror="alert(1)">', '<b>b</b>', '<script>alert(1)</script>', '<div>\n*x*\n</div>'])
      assert.include(drawn.textContent, part);
  });

  it('lose no word, whatever is typed', () => {
    const pieces = [
      'a',
      ' ',
      '\n',
      '\n\n',
      '*',
      '**',
      '_',
      '`',
      '```',
      '> ',
      '- ',
      '1. ',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '|',
      '#',
      '~',
      '\\',
      '!',
    ];
    const words = ['word', 'https://e.example/x', 'b@c.example', '&amp;', 'ñandú', '漢字', '<b>', '[a]: /x'];
    let state = 7;
    const pick = <Item>(list: readonly Item[]) => list[(state = (state * 48_271) % 2_147_483_647) % list.length]!;
    for (let run = 0; run < 400; run++) {
      const told: string[] = [];
      let text = '';
      for (let at = 0; at < 30; at++) {
        const word = `w${run}x${at}y`;
        if (at % 3 === 0) {
          told.push(word);
          text += ` ${word} ${word} `;
        } else text += pick(at % 5 ? pieces : words);
      }
      const shown = draw(text).textContent;
      for (const word of told) assert.include(shown, word, JSON.stringify(text));
    }
  });

  it('are drawn as they were typed where they have more marks than can be read in time', () => {
    const typed = '*a* '.repeat(1001);
    assert.strictEqual(draw(typed).textContent, typed);
    assert.lengthOf(draw(typed.slice(8)).querySelectorAll('em'), 999);
  });

  for (const typed of ['>', '- ', '*a ', '[', '**a_'].flatMap((mark) => [mark.repeat(20_000), mark.repeat(600)])) {
    it(`are shown whatever somebody thinks up: ${typed.slice(0, 8)}…, ${typed.length} characters`, () => {
      assert.isAbove(draw(typed).textContent.length, 0);
    });
  }
});
