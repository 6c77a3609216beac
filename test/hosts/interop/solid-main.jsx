import { createMemo, createSignal, Show } from 'solid-js';
import { render } from 'solid-js/web';
import '@helpmark/elements/status-badge/define';
import '@helpmark/elements/support-provider/define';
import '@helpmark/elements/ticket-timeline/define';
import { define, givenIn } from './given';

function Interop() {
  const [round, setRound] = createSignal(0);
  const [shown, setShown] = createSignal(true);
  const [heard, setHeard] = createSignal([]);
  const given = createMemo(() => givenIn(round()));
  const hear = ({ type }) => setHeard((before) => [...before, type]);
  const refuse = (event) => {
    event.preventDefault();
    hear(event);
  };
  return (
    <>
      <button id="next" onClick={() => setRound(round() + 1)}>
        Next
      </button>
      <button id="toggle" onClick={() => setShown(!shown())}>
        Toggle
      </button>
      <button id="define" onClick={() => void define()}>
        Define
      </button>
      <p id="heard">{heard().join(' ')}</p>
      <Show when={shown()}>
        <hm-support-provider
          id="provider"
          attr:base-url={`/support-${round()}`}
          prop:person={given().person}
          prop:getToken={given().getToken}
        >
          <hm-status-badge id="badge" label={given().label} on:lowerevent={hear} on:camelEvent={hear} on:kebab-event={hear}>
            <b>Child {round()}</b>
          </hm-status-badge>
          <hm-ticket-timeline id="timeline" prop:items={given().items} prop:earlier={given().odd} />
        </hm-support-provider>
        <hm-help-button
          id="help"
          base-url="/support"
          attr:label={given().label}
          prop:person={given().person}
          prop:prefill={given().prefill}
          prop:getToken={given().getToken}
          on:hm-panel-open={refuse}
        >
          <p slot="sign-in">Words {round()}</p>
        </hm-help-button>
      </Show>
    </>
  );
}

render(() => <Interop />, document.querySelector('#app'));
