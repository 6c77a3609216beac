import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import '@helpmark/elements/help-button/define';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <h1>Angular</h1>
    <p>{{ open() ? 'Help is open' : 'Help is closed' }}</p>
    <hm-help-button
      base-url="/support"
      [person]="person"
      [getToken]="getToken"
      (hm-panel-opened)="open.set(true)"
      (hm-panel-closed)="open.set(false)"
    />
  `,
})
export class App {
  readonly person = { workspace: 'acme', id: 'ada' };
  readonly getToken = async () => (await fetch('/support-token', { method: 'POST' })).text();
  readonly open = signal(false);
}
