'use strict';
const element = (name, text, parent) => {
  const made = document.createElement(name);
  made.textContent = text;
  parent.appendChild(made);
  return made;
};
const byId = id => document.getElementById(id);

const broken = Object.values(report.broken).reduce((sum, each) => sum + each, 0);
byId('verdict').textContent = report.verdict;
byId('verdict').classList.add(broken === 0 ? 'kept' : 'broken');
for (const [name, value] of Object.entries(report.summary)) {
  const row = element('tr', '', byId('summary'));
  element('td', name, row);
  element('td', value, row);
}

const colours = ['#2a6fb0', '#d1682c', '#3b8f4c', '#8757a8'];
const fromZero = (u, min, max) => [0, (max || 1) * 1.05];
const plot = (title, names, data, axis, bars) => {
  if (data[0].length === 0) {
    return;
  }
  element('h2', title, byId('plots'));
  const paths = bars ? uPlot.paths.bars({size: [0.9]}) : undefined;
  new uPlot({
    width: 960,
    height: 260,
    scales: {x: {time: false, distr: bars ? 3 : 1}, y: {range: fromZero}},
    axes: [{label: axis}, {}],
    series: [{label: axis}].concat(names.map((label, i) => ({
      label, stroke: colours[i], fill: bars ? colours[i] + '66' : undefined, width: 1.5, paths, points: {show: false},
    }))),
  }, data, byId('plots'));
};

const column = i => report.samples.map(sample => sample[i]);
const rate = i => report.samples.map((sample, k) => {
  const before = k === 0 ? [0, 0, 0, 0, 0, 0, 0, 0, 0] : report.samples[k - 1];
  return (sample[i] - before[i]) / Math.max(0.001, sample[0] - before[0]);
});
const seconds = column(0);
plot('Messages per second', ['sent', 'arrived', 'commands delivered'], [seconds, rate(4), rate(5), rate(6)], 'seconds');
plot('Devices by state', ['active', 'asleep', 'waiting'], [seconds, column(1), column(2), column(3)], 'seconds');
plot('Datagrams per second', ['up', 'down'], [seconds, rate(7), rate(8)], 'seconds');
const histogram = (title, found) => plot(
  title, ['count'], [found.buckets.map(b => b[0] / 1000), found.buckets.map(b => b[1])], 'milliseconds', true);
histogram('Uplink latency: from the first transmission to the broker\'s client', report.uplinkMicros);
histogram('Downlink latency: from the broker\'s client to the device', report.downlinkMicros);
histogram('Duration of wake-ups', report.wakeMicros);

// One bar for each group of devices.
const groupPlot = (title, key) => {
  const groups = report.groups;
  if (report.perDeviceAndDay.octets === 0) {
    return;
  }
  element('h2', title, byId('plots'));
  const places = groups.map((_, i) => i);
  new uPlot({
    width: 960,
    height: 260,
    scales: {x: {time: false, range: [-0.5, groups.length - 0.5]}, y: {range: fromZero}},
    axes: [{splits: () => places, values: () => groups.map(group => group.name), grid: {show: false}}, {size: 80}],
    series: [
      {label: 'group', value: (u, place) => place == null ? '--' : groups[place].name},
      {label: title, stroke: colours[3], fill: colours[3] + '66', paths: uPlot.paths.bars({size: [0.5, 100]}), points: {show: false}},
    ],
  }, [places, groups.map(group => group.perDeviceAndDay[key])], byId('plots'));
};
groupPlot('Octets per device and day', 'octets');
groupPlot('Seconds of airtime per device and day', 'airtimeSeconds');
groupPlot('Charge per device and day, mAh, estimated', 'milliampereHours');

if (report.findings.length === 0) {
  element('p', 'None.', byId('findings'));
}
for (const finding of report.findings.slice(0, 200)) {
  element('p', `${finding.kind}: ${finding.device}, ${finding.message}, QoS ${finding.qos}: ${finding.detail}`, byId('findings'));
  if (finding.history.length > 0) {
    element('pre', finding.history.join('\n'), byId('findings'));
  }
}
document.body.dataset.drawn = String(document.querySelectorAll('.u-wrap canvas').length);
