import { Component, computed, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import '@helpmark/elements/status-badge/define';
import '@helpmark/elements/support-provider/define';
import '@helpmark/elements/ticket-timeline/define';
import { define, givenIn } from './given';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <button id="next" (click)="next()">Next</button>
    <button id="toggle" (click)="shown.set(!shown())">Toggle</button>
    <button id="define" (click)="define()">Define</button>
    <p id="heard">{{ heard().join(' ') }}</p>
    @if (shown()) {
      <hm-support-provider
        id="provider"
        [attr.base-url]="'/support-' + round()"
        [person]="given().person"
        [getToken]="given().getToken"
      >
        <hm-status-badge
          id="badge"
          [label]="given().label"
          (lowerevent)="hear($event)"
          (camelEvent)="hear($event)"
          (kebab-event)="hear($event)"
        >
          <b>Child {{ round() }}</b>
        </hm-status-badge>
        <hm-ticket-timeline id="timeline" [items]="given().items" [earlier]="given().odd" />
      </hm-support-provider>
      <hm-help-button
        id="help"
        base-url="/support"
        [attr.label]="given().label"
        [person]="given().person"
        [prefill]="given().prefill"
        [getToken]="given().getToken"
        (hm-panel-open)="refuse($event)"
      >
        <p slot="sign-in">Words {{ round() }}</p>
      </hm-help-button>
    }
  `,
})
export class App {
  readonly round = signal(0);
  readonly shown = signal(true);
  readonly heard = signal<string[]>([]);
  readonly given = computed(() => givenIn(this.round()));
  readonly define = define;
  readonly next = () => this.round.update((round) => round + 1);
  readonly hear = ({ type }: Event) => this.heard.update((before) => [...before, type]);
  readonly refuse = (event: Event) => {
    event.preventDefault();
    this.hear(event);
  };
}
