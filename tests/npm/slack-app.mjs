// Bolt plays an app against the fake: node slack-app.mjs URL BOT_TOKEN APP_TOKEN. It asserts what an app sees, says what it
// has reached in lines on standard output, and plays the person through /control.
import assert from 'node:assert/strict';
import bolt from '@slack/bolt';

const [url, token, appToken] = process.argv.slice(2);
const app = new bolt.App({ token, appToken, socketMode: true, logLevel: 'error', clientOptions: { slackApiUrl: `${url}/api/` } });

const reached = (what) => console.log(what);
const waiting = new Map();
const next = (what) => new Promise((resolve) => waiting.set(what, resolve));
const came = (what, value) => { waiting.get(what)?.(value); waiting.delete(what); };
const control = async (name, body) => {
  const answer = await fetch(`${url}/control/${name}`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
};
const record = async () => (await fetch(`${url}/control/record`)).json();
const settled = async () => {
  while ((await record()).envelopes.some((envelope) => envelope.acked_after_ms === null)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const interaction = async (id, done) => {
  for (;;) {
    const found = (await record()).interactions.find((one) => one.id === id);
    if (done(found)) {
      return found;
    }
  }
};

app.error(async (error) => { console.error(error); process.exit(1); });
app.event('app_mention', async ({ event, say }) => {
  came('reply', await say({
    text: `Hello <@${event.user}>`,
    thread_ts: event.thread_ts ?? event.ts,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `Hello &lt;b&gt; ${event.text.length}` } },
      { type: 'actions', elements: [{ type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' }, value: 'v' }] },
    ],
  }));
});
app.message('secret', async ({ message, say }) => { await say(`You said ${message.text}`); came('direct', message); });
app.command('/research', async ({ command, ack, respond }) => {
  await ack({ response_type: 'ephemeral', text: `Asked: ${command.text}` });
  await respond({ response_type: 'ephemeral', text: 'Later' });
  came('slash', command);
});
app.action('more', async ({ ack, body, client }) => {
  await ack();
  came('view', await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: 'modal',
      callback_id: 'form',
      title: { type: 'plain_text', text: 'Why' },
      submit: { type: 'plain_text', text: 'Send' },
      blocks: [{ type: 'input', block_id: 'why', label: { type: 'plain_text', text: 'Why' }, element: { type: 'plain_text_input', action_id: 'text' } }],
    },
  }));
});
app.view('form', async ({ ack, view }) => {
  const { value } = view.state.values.why.text;
  await (value === 'short' ? ack({ response_action: 'errors', errors: { why: 'Longer, please.' } }) : ack());
});
app.shortcut('ask_message', async ({ ack, shortcut }) => { await ack(); came('shortcut', shortcut); });

await app.start();
reached('hello');

const { user_id } = await app.client.auth.test();
let reply = next('reply');
const asked = await control('say', { text: `<@${user_id}> what?` });
const posted = await reply;
assert.equal(posted.message.thread_ts, asked.ts);
const thread = await app.client.conversations.replies({ channel: asked.channel, ts: asked.ts });
assert.deepEqual(thread.messages.map((message) => message.ts), [asked.ts, posted.ts]);
await assert.rejects(
  app.client.chat.postMessage({ channel: asked.channel, text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }] }),
  (error) => error.data.error === 'invalid_blocks' && /less than 3001/.test(error.data.response_metadata.messages[0]),
);
const direct = next('direct');
await control('say', { direct: 'ann', text: 'secret words' });
assert.equal((await direct).channel_type, 'im');
reached('mention');

const slash = next('slash');
const begun = await control('slash', { command: '/research', text: 'the question' });
assert.equal((await slash).text, 'the question');
const answered = await interaction(begun.id, (one) => one.answered);
const after = await record();
assert.equal(after.messages.find((message) => message.ts === answered.reply).shown, 'Asked: the question');
assert.ok(after.messages.some((message) => message.shown === 'Later' && message.seen_by));
reached('slash');

const view = next('view');
await control('press', { message: posted.ts, action_id: 'more' });
const { id } = (await view).view;
const short = await control('submit', { view: id, values: { text: 'short' } });
assert.deepEqual((await interaction(short.id, (one) => one.answered)).on_errors, { why: 'Longer, please.' });
const long = await control('submit', { view: id, values: { text: 'because' } });
assert.equal((await interaction(long.id, (one) => one.answered)).on_open, false);
const shortcut = next('shortcut');
await control('shortcut', { message: asked.ts, callback_id: 'ask_message' });
assert.equal((await shortcut).message.ts, asked.ts);
reached('button and modal');

await control('rate-limit', { method: 'chat.postMessage', seconds: 1 });
await app.client.chat.postMessage({ channel: asked.channel, text: 'after a wait' });
await app.client.filesUploadV2({ channel_id: asked.channel, thread_ts: asked.ts, filename: 'answer.txt', content: 'the whole answer', initial_comment: 'here' });
const stream = app.client.chatStream({ channel: asked.channel, thread_ts: asked.ts, recipient_user_id: thread.messages[0].user, recipient_team_id: thread.messages[0].team });
await stream.append({ markdown_text: 'word '.repeat(80) });
await stream.stop({ markdown_text: 'end' });
await settled();
reached('calls');

await control('socket', { fault: 'disconnect', value: 'refresh_requested' });
for (let now = await record(); now.live_sockets !== 1 || now.times_without_socket !== 1; now = await record()) {
  await new Promise((resolve) => setTimeout(resolve, 100));
}

reply = next('reply');
await control('say', { text: `<@${user_id}> again?` });
await reply;
await settled();
reached('reconnect');
await app.stop();
process.exit(0);
