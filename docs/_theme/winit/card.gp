# The card that other sites show beside a link to the book: one title, one picture of what it is about.
set terminal pngcairo size 1200, 630 font "sans,30" background rgb "#12202e"
set samples 1200
unset key; unset tics; unset border
set xrange [0:1200]; set yrange [0:630]
set lmargin 0; set rmargin 0; set tmargin 0; set bmargin 0
set label 1 "The Pitfalls of Zero Initialization" at 70, 545 font "sans,46" tc rgb "#f4f1ea"
set label 2 "Where should the weights of a neural network start?" at 70, 460 font "sans,28" tc rgb "#b9c4cf"
set label 3 "He" at 1080, 340 font "sans,28" tc rgb "#6cb4ff"
set label 4 "1/n" at 1080, 190 font "sans,28" tc rgb "#ff9a66"
set label 5 "zero" at 1080, 60 font "sans,28" tc rgb "#e6c04f"
inside(x, y) = x < 70 || x > 1060 ? NaN : y
plot inside(x, 340) lw 8 lc rgb "#6cb4ff", \
     inside(x, 340 - 150 * (x - 70) / 990.0) lw 8 lc rgb "#ff9a66", \
     inside(x, 60 + 280 * exp(-(x - 70) / 70.0)) lw 8 lc rgb "#e6c04f"
