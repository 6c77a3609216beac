/** @jsxImportSource preact */
import { render } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import '@helpmark/elements/status-badge/define';
import '@helpmark/elements/support-provider/define';
import '@helpmark/elements/ticket-timeline/define';
import { define, givenIn } from './given';

function Interop() {
  const [round, setRound] = useState(0);
  const [shown, setShown] = useState(true);
  const [heard, setHeard] = useState([]);
  const { label, person, prefill, getToken, items, odd } = useMemo(() => givenIn(round), [round]);
  const hear = ({ type }) => setHeard((before) => [...before, type]);
  const refuse = (event) => {
    event.preventDefault();
    hear(event);
  };
  return (
    <>
      <button id="next" onClick={() => setRound(round + 1)}>
        Next
      </button>
      <button id="toggle" onClick={() => setShown(!shown)}>
        Toggle
      </button>
      <button id="define" onClick={() => void define()}>
        Define
      </button>
      <p id="heard">{heard.join(' ')}</p>
      {shown && (
        <>
          <hm-support-provider id="provider" base-url={`/support-${round}`} person={person} getToken={getToken}>
            <hm-status-badge id="badge" label={label} onlowerevent={hear} oncamelEvent={hear} onkebab-event={hear}>
              <b>{`Child ${round}`}</b>
            </hm-status-badge>
            <hm-ticket-timeline id="timeline" items={items} earlier={odd} />
          </hm-support-provider>
          <hm-help-button
            ref={(help) => help && Object.assign(help, { person, prefill, getToken })}
            id="help"
            base-url="/support"
            label={label}
            onhm-panel-open={refuse}
          >
            <p slot="sign-in">{`Words ${round}`}</p>
          </hm-help-button>
        </>
      )}
    </>
  );
}

render(<Interop />, document.querySelector('#app'));
