"""Phrases of nights, lunches, last days and *between now and*; no frozen set.

By the local moment in Amsterdam at which they are said: `text | month-day time`, or `-` for none.
"""

from __future__ import annotations

SAID: dict[str, str] = {
    "2026-03-18 10:00": """
vannacht om 2 uur | 2026-03-19 02:00
om 2 uur vannacht bel ik | 2026-03-19 02:00
om kwart voor 12 vannacht | 2026-03-18 23:45
morgen om half 3 's nachts | 2026-03-19 02:30
after lunch | -
begin van de middag | -
This week I'm out, so next week Monday | 2026-03-23 17:00
tussen nu en 17 uur | 2026-03-18 17:00
by the weekend | 2026-03-20 17:00
laatste dag van de maand | 2026-03-31 17:00
laatste werkdag van de maand | 2026-03-31 17:00
12 uur vannacht | -
tonight at 2 am | 2026-03-19 02:00
vannacht | -
vannacht om middernacht | 2026-03-18 23:59
vannacht 00:30 | 2026-03-19 00:30
vannacht om half een | 2026-03-19 00:30
vannacht om 23 uur | 2026-03-18 23:00
vannacht om 9 uur | -
vannacht om 14:00 | -
Vannacht om 3 uur wordt het netwerk hersteld. | 2026-03-19 03:00
Om 4 uur wordt vannacht de server herstart. | 2026-03-19 04:00
's nachts om 2 uur | 2026-03-19 02:00
om 11 uur 's nachts | 2026-03-18 23:00
twaalf uur 's nachts | -
vrijdag om 3 uur 's nachts | 2026-03-20 03:00
vrijdag om kwart over 12 's nachts | 2026-03-20 00:15
vrijdag 's nachts | -
's nachts | -
in de nacht van maandag op dinsdag om 2 uur | 2026-03-24 02:00
in de nacht van vrijdag op zaterdag om 23:30 | 2026-03-20 23:30
in de nacht van maandag op dinsdag | -
midden in de nacht om 3 uur | 2026-03-19 03:00
komende nacht om 1 uur | 2026-03-19 01:00
deze nacht om 5 uur | 2026-03-19 05:00
maandagnacht om 2 uur | -
maandagnacht om 11 uur | 2026-03-23 23:00
morgennacht om 2 uur | -
morgen nacht om 2 uur | -
2 at night | 2026-03-19 02:00
tomorrow at 3 at night | 2026-03-19 03:00
We restart it at 2 in the middle of the night. | 2026-03-19 02:00
during the night at 4 | 2026-03-19 04:00
during the night | -
in the night | -
at 11 at night | 2026-03-18 23:00
at 12 at night | -
tonight at 2 | -
tonight at 12:30 am | 2026-03-19 00:30
tonight at 1:30 am | 2026-03-19 01:30
tonight at 11 | 2026-03-18 23:00
tonight at midnight | 2026-03-18 23:59
Friday night at 11 | 2026-03-20 23:00
Friday night at 2 | -
Friday night at 1 am | -
tomorrow night at 2 | -
tomorrow night at 8 | 2026-03-19 20:00
Friday night | 2026-03-20 21:00
vanavond om half een | -
vanavond om 12 uur | 2026-03-18 23:59
vanavond om 5 uur | 2026-03-18 17:00
Ik werk 's nachts, ik bel u morgen. | 2026-03-19 17:00
De storing wordt vannacht verholpen, ik bel u morgen. | 2026-03-19 17:00
De storing wordt vannacht verholpen, ik bel u morgen om 10 uur. | 2026-03-19 10:00
last night | -
afgelopen nacht om 2 uur | -
We worked on it at night, I'll call you on Friday. | 2026-03-20 17:00
after lunch tomorrow | 2026-03-19 17:00
morgen na de lunch | 2026-03-19 17:00
Ik bel u na de lunch. | -
I'll call you right after lunch. | -
Ik bel u na de lunch om 2 uur. | 2026-03-18 14:00
after lunch, at 3 | 2026-03-18 15:00
Ik bel u morgen na de lunch om 2 uur. | 2026-03-19 14:00
after lunch on Friday | 2026-03-20 17:00
vrijdag na de middagpauze | 2026-03-20 17:00
before lunch | 2026-03-18 12:00
Tijdens de lunch bel ik u. | 2026-03-18 12:00
rond lunchtijd | 2026-03-18 12:00
na het middageten | -
after my lunch break | -
na mijn lunch bel ik u | -
after the lunch break tomorrow | 2026-03-19 17:00
early afternoon | -
early in the afternoon | -
vroeg in de middag | -
begin van de avond | -
begin van de middag om half 2 | 2026-03-18 13:30
morgen begin van de middag | 2026-03-19 17:00
eind van de middag | 2026-03-18 17:00
between now and 5 pm | 2026-03-18 17:00
between now and noon | 2026-03-18 12:00
between now and tomorrow | 2026-03-19 17:00
between now and Friday | 2026-03-20 17:00
between now and the end of the day | 2026-03-18 17:00
between now and the end of the week | 2026-03-20 17:00
I'll get back to you between now and 3. | 2026-03-18 15:00
tussen nu en half vijf | 2026-03-18 16:30
tussen nu en 16.30 uur | 2026-03-18 16:30
tussen nu en vrijdag 12 uur | 2026-03-20 12:00
tussen nu en 48 uur | 2026-03-20 10:00
tussen nu en 3 werkdagen | 2026-03-23 17:00
tussen nu en een uur | -
tussen nu en volgende week | 2026-03-27 17:00
Tussen nu en morgenochtend 9 uur hoort u van mij. | 2026-03-19 09:00
between now and next Wednesday at 10 | 2026-03-25 10:00
now and then | -
tussen vandaag en vrijdag | 2026-03-20 17:00
You'll have it by the weekend. | 2026-03-20 17:00
tegen het weekend | 2026-03-20 17:00
uiterlijk voor het weekend | 2026-03-20 17:00
by this weekend | 2026-03-20 17:00
ahead of the weekend | 2026-03-20 17:00
by the end of the weekend | 2026-03-22 17:00
eind van het weekend | 2026-03-22 17:00
after the weekend | 2026-03-23 17:00
last day of the month | 2026-03-31 17:00
the last working day of the month | 2026-03-31 17:00
by the last business day of this month | 2026-03-31 17:00
op de laatste dag van de maand | 2026-03-31 17:00
de laatste dag van mei | 2026-05-29 17:00
last day of May | 2026-05-29 17:00
laatste werkdag van volgende maand | 2026-04-30 17:00
last day of next month | 2026-04-30 17:00
last day of the week | 2026-03-20 17:00
laatste werkdag van de week | 2026-03-20 17:00
laatste dag van het jaar | 2026-12-31 17:00
last working day of the year | 2026-12-31 17:00
laatste vrijdag van de maand | -
the first Monday of the month | -
last day of the month at 10 | 2026-03-31 10:00
On my last day, Friday | 2026-03-20 17:00
Op de laatste dag van de maand om 12 uur bel ik u. | 2026-03-31 12:00
Deze week ben ik vrij, dus volgende week maandag | 2026-03-23 17:00
I'm on leave this week, so next week Tuesday | 2026-03-24 17:00
Morgen ben ik er niet, ik bel u vrijdag. | 2026-03-20 17:00
I'm away tomorrow, I'll call on Friday. | 2026-03-20 17:00
Vrijdag ben ik op vakantie, maandag bel ik u. | 2026-03-23 17:00
I'll find out this week. | 2026-03-20 17:00
We send it out tomorrow. | 2026-03-19 17:00
I'm out of the office on Friday; you'll hear from me on Monday. | 2026-03-23 17:00
I'm off to the depot, I'll call you tomorrow | 2026-03-19 17:00
vannacht tussen 1 en 3 uur | 2026-03-19 03:00
We werken vannacht tussen 00:00 en 06:00 aan de storing. | 2026-03-19 06:00
Vannacht was er om 2 uur een storing. | -
U heeft vannacht gebeld. | -
Het onderhoud is vannacht van 2 tot 4 uur. | 2026-03-19 04:00
de nacht van zaterdag op zondag, 3 uur | 2026-03-22 03:00
the night from Saturday to Sunday at 3 | 2026-03-22 03:00
nacht van maandag op woensdag om 2 uur | -
voor 6 uur vannacht | 2026-03-19 06:00
uiterlijk vannacht 1 uur | 2026-03-19 01:00
vanavond laat | 2026-03-18 21:00
laat op de avond | 2026-03-18 21:00
vanavond om 11 uur | 2026-03-18 23:00
morgenavond om 10 uur | 2026-03-19 22:00
vrijdagnacht | -
vrijdagnacht om half 12 | 2026-03-20 23:30
at 3 in the morning | 2026-03-19 03:00
om 3 uur in de ochtend | 2026-03-19 03:00
morgenochtend om half 6 | 2026-03-19 05:30
zaterdag om 4 uur 's ochtends | 2026-03-21 04:00
om middernacht | 2026-03-18 23:59
before midnight | 2026-03-18 23:59
tomorrow at midnight | 2026-03-19 23:59
The router restarts at 4 at night, I'll call you tomorrow at 10. | 2026-03-19 10:00
I'll ring you tonight at 9. | 2026-03-18 21:00
I'll ring you at 9 at night. | -
late at night | -
end of the night | -
Ik bel u morgen om 12 uur 's middags. | 2026-03-19 12:00
by lunch | 2026-03-18 12:00
by lunchtime on Friday | 2026-03-20 12:00
Vrijdag rond de lunch weet ik meer. | 2026-03-20 12:00
Ik ga nu lunchen, daarna bel ik u. | -
I'm having lunch until 1, I'll call you at 2. | 2026-03-18 14:00
We lunchen om 12 uur, ik bel u om 2 uur. | 2026-03-18 12:00
right before lunch tomorrow | 2026-03-19 12:00
na de pauze | -
Tomorrow after lunch I'll send it. | 2026-03-19 17:00
straks na de lunch om half 2 | 2026-03-18 13:30
vanmiddag na de lunch | 2026-03-18 17:00
after work | -
na het werk | -
na het eten | -
after dinner | -
between now and 6pm | 2026-03-18 18:00
between now and 11 | 2026-03-18 11:00
sometime between now and tomorrow noon | 2026-03-19 12:00
Between now and Friday I'll fix it. | 2026-03-20 17:00
between today and Thursday | 2026-03-19 17:00
ergens tussen nu en het einde van de middag | 2026-03-18 17:00
tussen nu en het weekend | 2026-03-20 17:00
between now and the weekend | 2026-03-20 17:00
tussen nu en eind maart | 2026-03-31 17:00
tussen nu en 2 weken | 2026-04-01 17:00
tussen nu en een kwartier | 2026-03-18 10:15
tussen nu en half 1 | 2026-03-18 12:30
from now until 5 | -
van nu tot 5 uur | -
uiterlijk de laatste werkdag van april | 2026-04-30 17:00
by the last day of April | 2026-04-30 17:00
last day of this week | 2026-03-20 17:00
the last day of next week | 2026-03-27 17:00
last Friday of the month | -
de eerste maandag van april | -
eerste werkdag van de maand | -
first working day of next month | -
the first of the month | 2026-04-01 17:00
the last day of the quarter | -
eind van het kwartaal | -
de laatste dag | -
It's my last day tomorrow, so I'll do it today. | 2026-03-18 17:00
uiterlijk het weekend | -
no later than the weekend | -
in time for the weekend | 2026-03-20 17:00
over the weekend | 2026-03-22 17:00
next weekend | -
volgend weekend | -
by the end of this weekend | 2026-03-22 17:00
U heeft het voor het weekend in huis. | 2026-03-20 17:00
Have a nice weekend, I'll call you by Monday. | 2026-03-23 17:00
I'm off tomorrow, so Friday. | 2026-03-20 17:00
Ik ben morgen vrij en bel u vrijdag. | 2026-03-20 17:00
Mijn collega is er vrijdag niet, ik bel u donderdag. | 2026-03-19 17:00
Maandag ben ik weer terug, dan bel ik u. | 2026-03-23 17:00
vrij 12 uur | 2026-03-20 12:00
tot vannacht 2 uur | -
vannacht rond drieën | 2026-03-19 03:00
vannacht om tien over half twee | 2026-03-19 01:40
vannacht om vijf voor twaalf | 2026-03-18 23:55
vannacht om vijf over twaalf | 2026-03-19 00:05
tonight around midnight | 2026-03-18 23:59
tonight at quarter to twelve | 2026-03-18 23:45
morgen om 1 uur 's nachts | 2026-03-19 01:00
overmorgen 's nachts om 3 uur | 2026-03-20 03:00
de nacht van do op vr wordt het gemaakt, vrijdag om 9 uur bel ik u | 2026-03-20 09:00
eerste werkdag van volgende week | -
first working day | 2026-03-19 17:00
eerstvolgende werkdag | 2026-03-19 17:00
de eerste dag van de maand | -
2e werkdag van de maand | -
the first working day of the week | -
We doen het vannacht en ik bel u morgenochtend. | 2026-03-19 12:00
Kunt u mij vannacht niet bellen, morgen om 9 uur wel. | 2026-03-19 09:00
Tonight we patch the server, I'll write you by 9 tomorrow. | 2026-03-19 09:00
Ik ben vandaag tot 5 uur aanwezig, ik bel u om 4 uur. | 2026-03-18 16:00
de nacht van 31 maart op 1 april om 2 uur | -
in the night of 20 to 21 March at 3 | 2026-03-21 03:00
I'm out of office on Friday, so Monday. | 2026-03-23 17:00
Morgen heb ik geen tijd, vrijdag bel ik. | 2026-03-20 17:00
I'm out of the office tomorrow, so Friday. | 2026-03-20 17:00
Ik heb morgen geen tijd maar vrijdag bel ik. | 2026-03-20 17:00
Ik zal er morgen niet zijn, vrijdag wel. | 2026-03-20 17:00
Bezorging in de nacht van 20 op 21 maart | -
in de nacht van 20 op 21 maart om 2 uur | 2026-03-21 02:00
I'll be there at noon, right after lunch. | 2026-03-18 12:00
""",
    "2026-03-18 01:00": """
vannacht om 4 uur | 2026-03-18 04:00
vannacht om half 1 | -
vannacht om 23 uur | 2026-03-18 23:00
tonight at 2 am | 2026-03-18 02:00
""",
    "2026-03-18 23:30": """
vannacht om 2 uur | 2026-03-19 02:00
vannacht om 23:45 | 2026-03-18 23:45
vannacht om 11 uur | -
tonight at 1 am | 2026-03-19 01:00
""",
    "2026-03-28 10:00": """
vannacht om half 3 | 2026-03-29 03:30
""",
    "2026-03-31 17:30": """
laatste dag van de maand | 2026-04-30 17:00
""",
    "2026-03-20 17:30": """
by the weekend | 2026-03-27 17:00
tussen nu en 17 uur | 2026-03-21 17:00
""",
}
