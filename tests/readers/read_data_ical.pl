# What Data::ICal understands of calendars: a line for each entry, sorted.
use strict;
use warnings;
use Data::ICal;
use POSIX 'strftime';
use Time::Local 'timegm';
binmode STDOUT, ':utf8';
# It knows no properties that are younger than RFC 2445, and passes over them.
local $SIG{__WARN__} = sub { print STDERR @_ unless $_[0] =~ /^Unknown property/ };

# The zone is known by its plain name here, as in many programs that read no VTIMEZONE.
sub moment {
    my ($property) = @_;
    my $value = $property->value;
    return $value if $value =~ /^\d{8}$/;
    my @part = $value =~ /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/ or die "what moment is $value?";
    die 'which zone?' unless $property->parameters->{TZID} eq 'Asia/Ho_Chi_Minh';
    my $utc = timegm(@part[5, 4, 3, 2], $part[1] - 1, $part[0]) - 7 * 3600;
    return strftime('%Y%m%dT%H%M%SZ', gmtime $utc);
}

for my $path (@ARGV) {
    open my $file, '<:raw:encoding(UTF-8)', $path or die "$path: $!";
    my $text = do { local $/; <$file> };
    my $calendar = Data::ICal->new(data => $text);
    die "$path: " . $calendar->error_message unless $calendar;
    my @lines;
    for my $entry (grep { $_->ical_entry_type eq 'VEVENT' } @{$calendar->entries}) {
        my ($uid, $sequence, $start, $end, $status, $summary) =
          map { $entry->property($_)->[0] } qw(uid sequence dtstart dtend status summary);
        my $title = $summary->value;
        $title =~ s/\\([,;\\])/$1/g;
        push @lines, join "\t", $uid->value, $sequence->value, moment($start), moment($end), $status->value, $title;
    }
    print map { "$path\t$_\n" } sort @lines;
}
